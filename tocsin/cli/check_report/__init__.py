"""What `tocsin check` prints and writes: text, JSON, and the formats of other tools."""

from tocsin.cli.check_report.baseline import tell_stale
from tocsin.cli.check_report.checkstyle import checkstyle, checkstyle_of_failure
from tocsin.cli.check_report.data import NOTHING_FOUND, result_data
from tocsin.cli.check_report.github import annotations
from tocsin.cli.check_report.gitlab import gitlab, gitlab_of_failure
from tocsin.cli.check_report.junit import junit
from tocsin.cli.check_report.markdown import markdown, markdown_of_failure
from tocsin.cli.check_report.result import CheckResult, FailOn, page_of
from tocsin.cli.check_report.sarif import sarif
from tocsin.cli.check_report.summary import hints
from tocsin.cli.check_report.text import result_lines
from tocsin.cli.layout import print_lines, text_of

__all__ = [
    "NOTHING_FOUND",
    "CheckResult",
    "FailOn",
    "annotations",
    "checkstyle",
    "checkstyle_of_failure",
    "gitlab",
    "gitlab_of_failure",
    "hints",
    "junit",
    "markdown",
    "markdown_of_failure",
    "page_of",
    "print_lines",
    "result_data",
    "result_lines",
    "sarif",
    "tell_stale",
    "text_of",
]
