"""`tocsin check`: says what is wrong with alarms of templates, and with what tells people."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import typer

from tocsin.cli.assembly import (
    DEFAULT_ASSEMBLY,
    Account,
    Given,
    Parameters,
    Region,
    SettingsFile,
    StackName,
    settings_file,
)
from tocsin.cli.check_options import (
    BaselineFile,
    CheckstyleFile,
    CoverageAtLeast,
    Everything,
    Explain,
    ForGithub,
    Gate,
    GitlabFile,
    JunitFile,
    ListChecks,
    MarkdownFile,
    NewBaseline,
    Only,
    Paths,
    SarifFile,
    Skip,
    Today,
    Viewpoint,
    WithCoverage,
    WithNotes,
    WithUndecided,
)
from tocsin.cli.check_report import (
    NOTHING_FOUND,
    CheckResult,
    annotations,
    checkstyle,
    checkstyle_of_failure,
    gitlab,
    gitlab_of_failure,
    hints,
    junit,
    markdown,
    markdown_of_failure,
    print_lines,
    result_data,
    result_lines,
    sarif,
    tell_stale,
    text_of,
)
from tocsin.cli.check_run import Asked, day, find, words
from tocsin.cli.failed_run import FailedRun
from tocsin.cli.github_commands import guarded
from tocsin.cli.options import AsJson, Stage
from tocsin.cli.reports import reports_of_failures
from tocsin.cli.sarif_log import sarif_of_failure
from tocsin.cli.terminal import (
    ExitCode,
    about,
    counted,
    output,
    put,
    put_json,
    refuse,
    remark,
    write,
)
from tocsin.cli.written_files import keep_what_is_read

_Report = Callable[[CheckResult], str]
_ReportOfFailure = Callable[[FailedRun], str]
_FORMATS: Mapping[str, tuple[_Report, _ReportOfFailure]] = {
    "--sarif": (sarif, sarif_of_failure),
    "--junit": (junit, partial(FailedRun.junit, command="check")),
    "--checkstyle": (checkstyle, checkstyle_of_failure),
    "--gitlab": (gitlab, gitlab_of_failure),
    "--markdown": (markdown, markdown_of_failure),
}


def run(
    paths: Paths = None,
    *,
    parameters: Parameters = None,
    account: Account = None,
    region: Region = None,
    stack_name: StackName = None,
    settings: SettingsFile = None,
    only: Only = None,
    skip: Skip = None,
    baseline: BaselineFile = None,
    new_baseline: NewBaseline = None,
    today: Today = None,
    fail_on: Gate = "error",
    with_coverage: WithCoverage = False,
    coverage_at_least: CoverageAtLeast = None,
    viewpoint: Viewpoint = None,
    stage: Stage = None,
    notes: WithNotes = False,
    undecided: WithUndecided = False,
    everything: Everything = False,
    as_json: AsJson = False,
    github: ForGithub = False,
    sarif_file: SarifFile = None,
    junit_file: JunitFile = None,
    checkstyle_file: CheckstyleFile = None,
    gitlab_file: GitlabFile = None,
    markdown_file: MarkdownFile = None,
    explain: Explain = False,
    list_checks: ListChecks = False,
) -> None:
    """Say what is wrong with the alarms of templates, and with what should tell people."""
    if explain or list_checks:
        from tocsin.cli.check_pages import explain as explain_checks  # noqa: PLC0415 - it reads Markdown

        explain_checks([path.as_posix() for path in paths or ()], as_json=as_json)
        return
    written = (sarif_file, junit_file, checkstyle_file, gitlab_file, markdown_file)
    files = dict(zip(_FORMATS, written, strict=True))
    documents = {path: _FORMATS[name][1] for name, path in files.items() if path is not None}
    home = Path.cwd()
    with reports_of_failures(as_json=as_json, empty=NOTHING_FOUND):
        # Before anything that may fail: what a failure writes goes into the same files.
        keep_what_is_read(
            {**files, "--write-baseline": new_baseline},
            (*(paths or ()), settings_file(settings), viewpoint),
        )
    with reports_of_failures(as_json=as_json, documents=documents, empty=NOTHING_FOUND):
        if as_json and github:
            what, fix = "it would stand within the JSON", "leave --github or --json out"
            raise refuse([about("--github", "option/conflict", what, fix)])
        found = find(
            Asked(
                paths=tuple(paths or (DEFAULT_ASSEMBLY,)),
                given=Given(
                    parameters=tuple(parameters or ()),
                    account=account,
                    region=region,
                    stack_name=stack_name,
                ),
                settings=settings,
                only=words(only),
                skip=words(skip),
                baseline=baseline,
                today=day(today),
                home=home,
                coverage=any((with_coverage, coverage_at_least is not None, viewpoint)),
                viewpoint=viewpoint,
                stage=stage,
            )
        )
        result = CheckResult(
            triage=found.triage,
            fail_on=fail_on,
            home=home,
            with_notes=notes or fail_on == "note",
            coverage=found.coverage,
            coverage_at_least=coverage_at_least,
        )
        # The files are written first: whoever reads the text may close the pipe before its end.
        _write(result, files, new_baseline)
    if as_json:
        put_json(result_data(result))
    elif new_baseline is None:
        _show(result, everything=everything, with_undecided=undecided, github=github)
    if new_baseline is not None:
        number = sum(found.triage.baseline.counts.values())
        remark(f"wrote {new_baseline}: {counted(number, 'problem')} that --baseline leaves out")
        raise typer.Exit(ExitCode.FINE)
    if baseline is not None:
        tell_stale(result, baseline)
    raise typer.Exit(result.exit_code)


def _write(
    result: CheckResult, files: Mapping[str, Path | None], new_baseline: Path | None
) -> None:
    for name, path in files.items():
        if path is not None:
            write(path, _FORMATS[name][0](result), option=name)
    if new_baseline is not None:
        write(new_baseline, result.triage.baseline.text(), option="--write-baseline")


def _show(result: CheckResult, *, everything: bool, with_undecided: bool, github: bool) -> None:
    console = output()
    lines = result_lines(
        console.width, result, everything=everything, with_undecided=with_undecided
    )
    if github:
        put(guarded(text_of(lines)))
        put(annotations(result))
        return
    print_lines(console, lines)
    if console.is_terminal:
        # In the log of a pipeline each run would repeat it.
        for hint in hints(result):
            remark(hint, style="dim")
