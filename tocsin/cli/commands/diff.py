"""`tocsin diff`: says what a change of templates changes for the people on call."""

from collections.abc import Callable, Mapping
from pathlib import Path

import typer

from tocsin.cli.assembly import (
    Account,
    Given,
    Parameters,
    Region,
    ResolvedTexts,
    SettingsFile,
    StackName,
    resolved_texts,
)
from tocsin.cli.check_options import ForGithub, MarkdownFile, SarifFile, Today
from tocsin.cli.check_run import day
from tocsin.cli.cost_input import PriceFiles, UsageFile
from tocsin.cli.failed_run import FailedRun
from tocsin.cli.github_commands import guarded
from tocsin.cli.layout import print_lines, text_of
from tocsin.cli.options import AsJson
from tocsin.cli.reports import reports_of_failures
from tocsin.cli.review_options import (
    Base,
    Cached,
    Context,
    Data,
    Drills,
    Everything,
    Gate,
    Head,
    HtmlFile,
    Keep,
    Prepare,
    Synth,
)
from tocsin.cli.review_report import (
    NOTHING_FOUND,
    ReviewResult,
    review_annotations,
    review_data,
    review_lines,
    review_markdown,
    review_markdown_of_failure,
    review_page,
    review_sarif,
)
from tocsin.cli.review_run import Compared, compare
from tocsin.cli.revisions import Asked, keep_templates, sides
from tocsin.cli.sarif_log import sarif_of_failure
from tocsin.cli.terminal import about, output, put, put_json, refuse, write
from tocsin.cli.written_files import keep_what_is_read

_FORMATS: Mapping[str, tuple[Callable[[ReviewResult], str], Callable[[FailedRun], str] | None]] = {
    "--sarif": (review_sarif, sarif_of_failure),
    "--markdown": (review_markdown, review_markdown_of_failure),
    "--html": (review_page, None),
}


def run(
    base: Base,
    head: Head = None,
    *,
    parameters: Parameters = None,
    account: Account = None,
    region: Region = None,
    stack_name: StackName = None,
    settings: SettingsFile = None,
    drills: Drills = None,
    data: Data = None,
    resolve: ResolvedTexts = None,
    usage: UsageFile = None,
    prices: PriceFiles = None,
    today: Today = None,
    fail_on: Gate = "info",
    everything: Everything = False,
    as_json: AsJson = False,
    github: ForGithub = False,
    sarif_file: SarifFile = None,
    markdown_file: MarkdownFile = None,
    html_file: HtmlFile = None,
    keep: Keep = None,
    synth: Synth = None,
    prepare: Prepare = None,
    context: Context = None,
    cached: Cached = True,
) -> None:
    """Say what a change of templates changes for the people on call."""
    home = Path.cwd()
    written = dict(zip(_FORMATS, (sarif_file, markdown_file, html_file), strict=True))
    files = {name: path for name, path in written.items() if path is not None}
    with reports_of_failures(as_json=as_json, empty=NOTHING_FOUND):
        keep_what_is_read(
            files, (Path(base), Path(head or base), settings, data, usage, *(prices or ()))
        )
        if as_json and github:
            what, fix = "it would stand within the JSON", "leave --github or --json out"
            raise refuse([about("--github", "option/conflict", what, fix)])
    failures = {path: made for name, path in files.items() if (made := _FORMATS[name][1])}
    with reports_of_failures(as_json=as_json, documents=failures, empty=NOTHING_FOUND):
        asked = Asked(
            base=base,
            head=head,
            synth=synth,
            prepare=prepare,
            context=tuple(context or ()),
            is_cached=cached,
        )
        with sides(asked) as both:
            if keep is not None:
                keep_templates(both, keep)
            found = compare(
                Compared(
                    base=both.base.path,
                    head=both.head.path,
                    given=Given(
                        parameters=tuple(parameters or ()),
                        account=account,
                        region=region,
                        stack_name=stack_name,
                    ),
                    settings=settings,
                    today=day(today),
                    home=home,
                    drills=tuple(drills or ()),
                    data=data,
                    resolved=resolved_texts(resolve),
                    prices=tuple(prices or ()),
                    usage=usage,
                )
            )
    result = ReviewResult(
        review=found,
        base=both.base.called,
        head=both.head.called,
        fail_on=fail_on,
        home=home,
        shown_as=both.shown_as,
    )
    # The files are written first: whoever reads the text may close the pipe before its end.
    for name, path in files.items():
        write(path, _FORMATS[name][0](result), option=name)
    if as_json:
        put_json(review_data(result))
    else:
        _show(result, everything=everything, github=github)
    raise typer.Exit(result.exit_code)


def _show(result: ReviewResult, *, everything: bool, github: bool) -> None:
    console = output()
    lines = review_lines(console.width, result, everything=everything)
    if github:
        put(guarded(text_of(lines)))
        put(review_annotations(result))
    else:
        print_lines(console, lines)
