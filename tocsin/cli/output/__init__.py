"""What commands print: tables, charts, JSON and JUnit."""

from tocsin.cli.output.backtest_tables import backtest_tables
from tocsin.cli.output.coverage_table import print_coverage
from tocsin.cli.output.drill_json import drills_data
from tocsin.cli.output.drill_junit import junit
from tocsin.cli.output.drill_report import report, report_not_evaluated, report_unresolved
from tocsin.cli.output.mutation_table import print_mutation

__all__ = [
    "backtest_tables",
    "drills_data",
    "junit",
    "print_coverage",
    "print_mutation",
    "report",
    "report_not_evaluated",
    "report_unresolved",
]
