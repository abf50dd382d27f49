"""What `tocsin diff` prints and writes."""

from tocsin.cli.review_report.data import NOTHING_FOUND, review_data
from tocsin.cli.review_report.folding import Alike, folded
from tocsin.cli.review_report.github import review_annotations
from tocsin.cli.review_report.html_page import review_page
from tocsin.cli.review_report.markdown import review_markdown, review_markdown_of_failure
from tocsin.cli.review_report.result import ReviewResult
from tocsin.cli.review_report.sarif import review_sarif
from tocsin.cli.review_report.text import review_lines, summary

__all__ = [
    "NOTHING_FOUND",
    "Alike",
    "ReviewResult",
    "folded",
    "review_annotations",
    "review_data",
    "review_lines",
    "review_markdown",
    "review_markdown_of_failure",
    "review_page",
    "review_sarif",
    "summary",
]
