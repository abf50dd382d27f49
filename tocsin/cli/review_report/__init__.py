"""What `tocsin diff` prints and writes."""

from tocsin.cli.review_report.data import NOTHING_FOUND, review_data
from tocsin.cli.review_report.folding import Alike, folded
from tocsin.cli.review_report.result import ReviewResult
from tocsin.cli.review_report.text import review_lines, summary

__all__ = [
    "NOTHING_FOUND",
    "Alike",
    "ReviewResult",
    "folded",
    "review_data",
    "review_lines",
    "summary",
]
