"""What alarms made of incidents, as tables for the terminal."""

from collections.abc import Iterator

from rich.table import Table

from tocsin.backtest import (
    BackTestReport,
    IncidentReport,
    shown_length,
    shown_rate,
    shown_time,
    summary_words,
    verdict_words,
)
from tocsin.cli.output.report_table import report_table

_STYLES = {"caught": "green", "late": "yellow", "ringing": "yellow", "missed": "red"}
_MOST_ALARMS = 30


def incident_tables(report: BackTestReport) -> Iterator[Table]:
    """Yield what became of incidents, and which alarms alert without one."""
    if report.judged is not None:
        yield _incidents(report, report.judged)
        if any(each.alerts for each in report.judged.quiet):
            yield _false_alerts(report.judged)


def _incidents(report: BackTestReport, judged: IncidentReport) -> Table:
    before = report.judged_base
    said = summary_words(judged)
    if before is not None:
        said = f"before: {summary_words(before)}\nnow: {said}"
    columns = ("incident", "began", *(("before",) if before else ()), "now", "by")
    table = report_table("Incidents", *columns, caption=said)
    for index, best in enumerate(judged.best):
        old = (verdict_words(before.best[index], report.zone),) if before else ()
        table.add_row(
            best.incident.name,
            shown_time(best.incident.start, report.zone),
            *old,
            verdict_words(best, report.zone),
            best.alarm if best.verdict in _STYLES and best.verdict != "missed" else "",
            style=_STYLES.get(best.verdict, ""),
        )
    return table


def _false_alerts(judged: IncidentReport) -> Table:
    noisy = sorted((each for each in judged.quiet if each.alerts), key=lambda each: -each.a_week)
    rest = len(noisy) - _MOST_ALARMS
    table = report_table(
        "Alerts without an incident", "alarm", "#alerts", "#a week", "#quiet time",
        caption=f"and {rest} more; --json has all" if rest > 0 else None,
    )  # fmt: skip
    for each in noisy[:_MOST_ALARMS]:
        table.add_row(
            each.alarm, str(len(each.alerts)), shown_rate(each.a_week), shown_length(each.seconds)
        )
    return table
