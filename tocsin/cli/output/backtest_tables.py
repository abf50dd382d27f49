"""A report about a back-test as tables for the terminal."""

from collections.abc import Iterator, Mapping

from rich.table import Table
from rich.text import Text

from tocsin.backtest import (
    MINUTE,
    SEVERITY_NAMES,
    AlarmOutcome,
    BackTestReport,
    ThresholdCurve,
    alarm_words,
    alerts_words,
    by_hour,
    change_words,
    delay_words,
    severity_name,
    severity_words,
    shown_length,
    shown_number,
    shown_rate,
    shown_time,
)
from tocsin.cli.output.backtest_incidents import incident_tables
from tocsin.cli.output.report_table import report_table
from tocsin.cli.terminal import SEVERITY_STYLES, counted
from tocsin.diagnostics import printable_line

_MOST_ALARMS = 30
_MOST_MISSING = 20
_BAR = 24


def backtest_tables(report: BackTestReport) -> Iterator[Table | str]:
    """Yield the lines and tables of a report, none wider than 100 columns."""
    yield _headline(report)
    yield _summary(report)
    yield from incident_tables(report)
    if report.base is not None:
        yield _changes(report)
    if report.test.alerts:
        yield _hours(report)
    if report.fired:
        yield _alarms(report)
    for curve in report.curves:
        yield _curve(curve)
    if _missing_rows(report):
        yield _missing(report)


def _summary(report: BackTestReport) -> Table:
    test, base = report.test, report.base
    table = report_table("Alerts a week", "severity", *(("#before",) if base else ()), "#now")
    before = base.alerts_a_week_by_severity if base else {}
    for name, rate in test.alerts_a_week_by_severity.items():
        if rate or before.get(name) or name in SEVERITY_STYLES:
            old = (shown_rate(before[name]),) if base else ()
            now = shown_rate(rate)
            table.add_row(severity_words(name), *old, now, style=SEVERITY_STYLES.get(name))
    table.add_section()
    old = (shown_rate(base.alerts_a_week),) if base else ()
    table.add_row("all", *old, shown_rate(test.alerts_a_week))
    return table


def _headline(report: BackTestReport) -> str:
    test = report.test
    begin, finish = (shown_time(at, report.zone) for at in (test.start, test.end))
    parts = [
        f"{report.subject}, {begin} to {finish} ({shown_length(test.end - test.start)})",
        f"{counted(len(test.outcomes), 'alarm')} replayed, {len(report.fired)} fired",
    ]
    if report.longest is not None:
        start, end = report.longest.longest or (0.0, 0.0)
        parts.append(f"the longest ALARM took {shown_length(end - start)}: {report.longest.alarm}")
    if report.test.partly_covered:
        least = min(report.test.partly_covered, key=lambda each: each.seconds_covered)
        parts.append(
            f"{counted(len(report.test.partly_covered), 'alarm')} with data of less time, the "
            f"least with {shown_length(least.seconds_covered)}: {least.alarm}"
        )
    if report.flapping:
        parts.append(f"{len(report.flapping)} flapped: 3 times or more into ALARM within an hour")
    return "\n".join(map(printable_line, parts))


def _hours(report: BackTestReport) -> Table:
    table = report_table(f"Alerts by hour of the day ({report.zone})", "hour", "#alerts", "")
    hours = by_hour(report.test.alerts, report.zone)
    most = max(sum(counts.values()) for counts in hours)
    for hour, counts in enumerate(hours):
        total = sum(counts.values())
        if total:
            table.add_row(f"{hour:02}:00", str(total), _bar(counts, _BAR / most))
    return table


def _bar(counts: Mapping[str, int], scale: float) -> Text:
    bar = Text()
    for name in SEVERITY_NAMES:
        if counts[name]:
            bar.append(
                "█" * max(1, round(counts[name] * scale)), style=SEVERITY_STYLES.get(name, "")
            )
    return bar


def _alarms(report: BackTestReport) -> Table:
    rest = len(report.fired) - _MOST_ALARMS
    table = report_table(
        "Alarms that fired", "alarm", "severity", "#alerts/week", "#fired", "#in ALARM", "#longest",
        *(("#data of",) if report.test.partly_covered else ()),
        caption=f"and {rest} more; --json has all" if rest > 0 else None,
    )  # fmt: skip
    for outcome in report.fired[:_MOST_ALARMS]:
        start, end = outcome.longest or (0.0, 0.0)
        table.add_row(
            f"{outcome.alarm}{_flaps(outcome)}",
            severity_words(severity_name(outcome.severity)),
            shown_rate(outcome.alerts_a_week),
            str(len(outcome.firings)),
            shown_length(outcome.minutes_in_alarm * MINUTE),
            shown_length(end - start),
            *((shown_length(outcome.seconds_covered),) if report.test.partly_covered else ()),
            style=SEVERITY_STYLES.get(outcome.severity or ""),
        )
    return table


def _flaps(outcome: AlarmOutcome) -> str:
    return " (flaps)" if outcome.flapping else ""


def _changes(report: BackTestReport) -> Table:
    assert report.base is not None
    table = report_table(
        f"Before ({report.base_subject}) and after ({report.subject})",
        "alarm", "change", "fires first", "#alerts/week", "#in ALARM",
        caption=_other_changes(report),
    )  # fmt: skip
    for change in report.felt_changes[:_MOST_ALARMS]:
        table.add_row(
            change.alarm,
            change_words(change),
            delay_words(change),
            alerts_words(change),
            alarm_words(change),
        )
    return table


def _other_changes(report: BackTestReport) -> str | None:
    parts = [] if report.felt_changes else ["every alarm that fires behaves as before"]
    if len(report.felt_changes) > _MOST_ALARMS:
        parts.append(f"and {len(report.felt_changes) - _MOST_ALARMS} more; --json has all")
    for presence in ("added", "removed"):
        count = sum(change.presence == presence for change in report.quiet_changes)
        if count:
            parts.append(f"{count} {presence} that never fired")
    return "; ".join(parts) or None


def _curve(curve: ThresholdCurve) -> Table:
    table = report_table(
        f"{curve.alarm}, {curve.comparison}", "#threshold", "#fires/week", "#minutes in ALARM", ""
    )
    most = max(point.firings_a_week for point in curve.points) or 1.0
    for point in curve.points:
        is_now = point.threshold == curve.threshold
        table.add_row(
            shown_number(point.threshold),
            shown_rate(point.firings_a_week),
            f"{point.minutes_in_alarm:.0f}",
            f"{'█' * round(point.firings_a_week / most * _BAR)}{' ← now' if is_now else ''}",
            style="bold" if is_now else None,
        )
    return table


def _missing_rows(report: BackTestReport) -> list[tuple[str, str]]:
    test = report.test
    rows = [(each.alarm, each.why) for each in test.without_data]
    rows += [(name, "no datapoint during the whole recording") for name in test.without_datapoints]
    rows += [(each.alarm, each.why) for each in test.not_evaluated]
    rows += [
        (name, f"replayed as if these stayed OK: {', '.join(unknown)}")
        for name, unknown in test.assumptions.items()
    ]
    return rows


def _missing(report: BackTestReport) -> Table:
    rows = _missing_rows(report)
    rest = len(rows) - _MOST_MISSING
    table = report_table(
        f"Not tested ({len(rows)})",
        "alarm",
        "why",
        caption=f"and {rest} more; --json has all" if rest > 0 else None,
    )
    for name, why in rows[:_MOST_MISSING]:
        table.add_row(Text(name), Text(why))
    return table
