"""What `tocsin check` prints and writes: text, JSON, and the formats of other tools."""

from tocsin.cli.check_report.data import NOTHING_FOUND, result_data
from tocsin.cli.check_report.result import CheckResult, FailOn
from tocsin.cli.check_report.text import print_result

__all__ = [
    "NOTHING_FOUND",
    "CheckResult",
    "FailOn",
    "print_result",
    "result_data",
]
