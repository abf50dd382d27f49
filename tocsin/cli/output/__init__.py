"""What commands about alarms print: tables, charts, JSON and JUnit."""

from tocsin.cli.output.alarm_list import alarm_list_data, print_alarm_list
from tocsin.cli.output.backtest_tables import backtest_tables
from tocsin.cli.output.drill_chart import drill_chart
from tocsin.cli.output.drill_json import findings_data
from tocsin.cli.output.drill_junit import junit
from tocsin.cli.output.drill_report import print_findings
from tocsin.cli.output.findings import Findings
from tocsin.cli.output.remark_report import print_remarks
from tocsin.cli.output.template_findings import print_not_evaluated, print_template_findings

__all__ = [
    "Findings",
    "alarm_list_data",
    "backtest_tables",
    "drill_chart",
    "findings_data",
    "junit",
    "print_alarm_list",
    "print_findings",
    "print_not_evaluated",
    "print_remarks",
    "print_template_findings",
]
