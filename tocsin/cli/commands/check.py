"""`tocsin check`: says what is wrong with alarms of templates, and with what tells people."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.assembly import (
    DEFAULT_ASSEMBLY,
    Account,
    Given,
    Parameters,
    Region,
    SettingsFile,
    StackName,
)
from tocsin.cli.check_completion import check_ids, check_words
from tocsin.cli.check_report import (
    NOTHING_FOUND,
    CheckResult,
    FailOn,
    annotations,
    checkstyle,
    checkstyle_of_failure,
    gitlab,
    gitlab_of_failure,
    guarded,
    junit,
    markdown,
    markdown_of_failure,
    print_lines,
    result_data,
    result_lines,
    sarif,
    sarif_of_failure,
    tell_stale,
    text_of,
)
from tocsin.cli.check_run import Asked, day, find, words
from tocsin.cli.failed_run import FailedRun
from tocsin.cli.options import AsJson, Stage
from tocsin.cli.reports import reports_of_failures
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

_CHECKS = "Which checks"
_COUNTS = "What counts"
_COVERAGE = "Coverage"
_SHOWN = "How it is shown"
_FILES = "Reports"
_ABOUT = "About checks"

# What is looked at, and by which checks
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        help="Templates, folders of them or a cdk.out; cdk.out/ if none is named.",
        autocompletion=check_ids,
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="CHECK",
        help="Ask this check, or family of checks, alone; may be repeated.",
        autocompletion=check_words,
        rich_help_panel=_CHECKS,
    ),
]
Skip = Annotated[
    list[str] | None,
    typer.Option(
        "--skip",
        metavar="CHECK",
        help="Leave this check, or family of checks, out; may be repeated.",
        autocompletion=check_words,
        rich_help_panel=_CHECKS,
    ),
]
# What of it counts
BaselineFile = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Count only what this file does not have.",
        rich_help_panel=_COUNTS,
    ),
]
NewBaseline = Annotated[
    Path | None,
    typer.Option(
        "--write-baseline",
        metavar="FILE",
        help="Write what is found now as a baseline; exit 0.",
        rich_help_panel=_COUNTS,
    ),
]
Today = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="DATE",
        help="The day on which waivers hold, as 2027-01-31; else today.",
        rich_help_panel=_COUNTS,
    ),
]
Gate = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        help="From which severity on problems give exit code 1.",
        rich_help_panel=_COUNTS,
    ),
]
WithCoverage = Annotated[
    bool,
    typer.Option(
        "--coverage",
        help="Ask too which of the recommended alarms resources have.",
        rich_help_panel=_COVERAGE,
    ),
]
CoverageAtLeast = Annotated[
    int | None,
    typer.Option(
        "--coverage-at-least",
        metavar="PERCENT",
        min=0,
        max=100,
        help="Exit with 1 if fewer of the recommended alarms are there, by their weight.",
        rich_help_panel=_COVERAGE,
    ),
]
Viewpoint = Annotated[
    Path | None,
    typer.Option(
        "--viewpoint",
        metavar="FILE",
        help="Ask for the coverage of the resources of this viewpoint, too.",
        rich_help_panel=_COVERAGE,
    ),
]
# How it is shown
WithNotes = Annotated[
    bool,
    typer.Option("--notes", help="Show advice too, not only count it.", rich_help_panel=_SHOWN),
]
WithUndecided = Annotated[
    bool,
    typer.Option(
        "--undecided", help="Show what the templates leave open, too.", rich_help_panel=_SHOWN
    ),
]
Everything = Annotated[
    bool,
    typer.Option(
        "--all",
        help="Show each problem, not one for all that say the same.",
        rich_help_panel=_SHOWN,
    ),
]
ForGithub = Annotated[
    bool,
    typer.Option(
        "--github",
        help="Print annotations of GitHub Actions after the text.",
        rich_help_panel=_SHOWN,
    ),
]
SarifFile = Annotated[
    Path | None,
    typer.Option("--sarif", metavar="FILE", help="Write SARIF 2.1.0 too.", rich_help_panel=_FILES),
]
JunitFile = Annotated[
    Path | None,
    typer.Option("--junit", metavar="FILE", help="Write JUnit XML too.", rich_help_panel=_FILES),
]
CheckstyleFile = Annotated[
    Path | None,
    typer.Option(
        "--checkstyle", metavar="FILE", help="Write Checkstyle XML too.", rich_help_panel=_FILES
    ),
]
GitlabFile = Annotated[
    Path | None,
    typer.Option(
        "--gitlab",
        metavar="FILE",
        help="Write a code quality report of GitLab too.",
        rich_help_panel=_FILES,
    ),
]
MarkdownFile = Annotated[
    Path | None,
    typer.Option(
        "--markdown",
        metavar="FILE",
        help="Write Markdown for a job's summary too.",
        rich_help_panel=_FILES,
    ),
]
# What is asked about checks themselves
Explain = Annotated[
    bool,
    typer.Option(
        "--explain",
        help="Print the page of each check that is named in place of PATH.",
        rich_help_panel=_ABOUT,
    ),
]
ListChecks = Annotated[
    bool, typer.Option("--list", help="List all checks; run none.", rich_help_panel=_ABOUT)
]

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

        explain_checks([path.as_posix() for path in paths or ()])
        return
    written = (sarif_file, junit_file, checkstyle_file, gitlab_file, markdown_file)
    files = dict(zip(_FORMATS, written, strict=True))
    documents = {path: _FORMATS[name][1] for name, path in files.items() if path is not None}
    home = Path.cwd()
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
            with_notes=notes,
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
    else:
        print_lines(console, lines)
