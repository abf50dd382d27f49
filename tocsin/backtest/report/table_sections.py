"""The parts of a report that are tables of alarms."""

from collections.abc import Iterator

from tocsin.backtest.alarm_outcome import MINUTE, AlarmOutcome
from tocsin.backtest.alert_frequency import severity_name
from tocsin.backtest.comparison import AlarmChange
from tocsin.backtest.report.formatting import (
    alarm_words,
    alerts_words,
    change_words,
    delay_words,
    shown_length,
    shown_rate,
    shown_time,
)
from tocsin.backtest.report.report import BackTestReport
from tocsin.pages import Markup, details, element, table

_COLUMNS = (
    "alarm",
    "severity",
    "first ALARM",
    "alerts a week",
    "times in ALARM",
    "in ALARM",
    "longest",
    "data of",
    "flapped",
)
_NUMBERS = 6
_CHANGE_COLUMNS = ("alarm", "change", "fires first", "alerts a week", "in ALARM")
_CHANGE_NUMBERS = 2


def alarm_section(report: BackTestReport) -> Markup:
    """Return what each alarm did that was ever in ALARM, and which were not."""
    quiet = [each.alarm for each in report.test.outcomes if not each.in_alarm]
    rows = [_row(each, report) for each in report.fired]
    return element(
        "section",
        element("h2", "Alarms"),
        table(_COLUMNS, rows, numbers=_NUMBERS)
        if rows
        else element("p", "No alarm went to ALARM.", class_="note"),
        details(f"{len(quiet)} alarms stayed quiet", quiet) if quiet else None,
    )


def change_section(report: BackTestReport) -> Markup | None:
    """Return each alarm that behaves differently, before and after; None without a base."""
    if report.base is None:
        return None
    rows = [_change_row(change) for change in report.felt_changes]
    said = f"Before: {report.base_subject}. After: {report.subject}. The same data for both."
    return element(
        "section",
        element("h2", "Before and after"),
        element("p", said, class_="note"),
        table(_CHANGE_COLUMNS, rows, numbers=_CHANGE_NUMBERS)
        if rows
        else element("p", "Every alarm that fires behaves as before."),
        *(_quiet(presence, report) for presence in ("added", "removed")),
    )


def _quiet(presence: str, report: BackTestReport) -> Markup | None:
    names = [each.alarm for each in report.quiet_changes if each.presence == presence]
    if not names:
        return None
    noun = "alarm was" if len(names) == 1 else "alarms were"
    return details(f"{len(names)} {noun} {presence} and never in ALARM", names)


def gap_section(report: BackTestReport) -> Markup | None:
    """Return what was not replayed, and why."""
    rows = list(_gaps(report))
    if not rows:
        return None
    said = "What stands here was not tested: neither noise nor silence of it is known."
    return element(
        "section",
        element("h2", "Not tested"),
        element("p", said, class_="note"),
        table(("alarm", "why"), rows),
    )


def _row(outcome: AlarmOutcome, report: BackTestReport) -> tuple[object, ...]:
    start, end = outcome.longest or (0.0, 0.0)
    return (
        outcome.alarm,
        severity_name(outcome.severity),
        shown_time(outcome.in_alarm[0][0], report.zone),
        shown_rate(outcome.alerts_a_week),
        str(len(outcome.firings)),
        shown_length(outcome.minutes_in_alarm * MINUTE),
        shown_length(end - start),
        shown_length(outcome.seconds_covered),
        f"{len(outcome.flapping)}×" if outcome.flapping else "",  # noqa: RUF001 - the sign for times
    )


def _change_row(change: AlarmChange) -> tuple[object, ...]:
    return (
        change.alarm,
        change_words(change),
        delay_words(change),
        element("span", alerts_words(change), class_=_judgement(change)),
        alarm_words(change),
    )


def _judgement(change: AlarmChange) -> str | None:
    if not change.more_alerts:
        return None
    return "worse" if change.more_alerts > 0 else "better"


def _gaps(report: BackTestReport) -> Iterator[tuple[str, str]]:
    for missing in report.test.without_data:
        yield missing.alarm, missing.why
    for name in report.test.without_datapoints:
        yield name, "no datapoint during the whole recording; the alarm saw only missing data"
    for refused in report.test.not_evaluated:
        yield refused.alarm, f"{refused.why} ({refused.where})"
    for name, unknown in report.test.assumptions.items():
        yield name, f"evaluated as if these alarms stayed OK: {', '.join(unknown)}"
