"""The options of `tocsin check`, beside those that it shares with others."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.check_completion import check_ids, check_words
from tocsin.cli.check_report import FailOn

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
