"""The part of a report that compares with a base."""

from tocsin.backtest.alarm_outcome import MINUTE, AlarmOutcome
from tocsin.backtest.alert_frequency import severity_name
from tocsin.backtest.backtest import BackTest
from tocsin.backtest.comparison import AlarmChange
from tocsin.backtest.report.formatting import shown_length, shown_rate
from tocsin.backtest.report.markup import Markup, details, element, table
from tocsin.backtest.report.report import BackTestReport

_COLUMNS = ("alarm", "change", "fires first", "alerts a week", "in ALARM")
_NUMBERS = 2


def change_section(report: BackTestReport) -> Markup | None:
    """Return each alarm that behaves differently, before and after; None without a base."""
    if report.base is None:
        return None
    rows = [_row(change, report.base, report.test) for change in report.felt_changes]
    said = f"Before: {report.base_subject}. After: {report.subject}. The same data for both."
    return element(
        "section",
        element("h2", "Before and after"),
        element("p", said, class_="note"),
        table(_COLUMNS, rows, numbers=_NUMBERS)
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


def change_words(change: AlarmChange) -> str:
    """Return what became of an alarm: `added`, `critical → warning`, `changed`."""
    if change.presence != "kept":
        return change.presence
    if change.before is None or change.after is None:
        return "evaluated only before" if change.before else "evaluated only now"
    if change.before.severity != change.after.severity:
        before, after = severity_name(change.before.severity), severity_name(change.after.severity)
        return f"{before} → {after}"
    return "changed"


def delay_words(change: AlarmChange) -> str:
    """Return how much earlier or later an alarm fires first; empty when that is not known."""
    if change.delay is None:
        return ""
    if not change.delay:
        return "at the same time"
    return f"{shown_length(abs(change.delay))} {'later' if change.delay > 0 else 'earlier'}"


def alerts_words(change: AlarmChange, base: BackTest, test: BackTest) -> str:
    """Return the alerts a week of an alarm, before and after."""
    before = None if change.before is None else shown_rate(base.a_week(len(change.before.alerts)))
    after = None if change.after is None else shown_rate(test.a_week(len(change.after.alerts)))
    return _both(change, before, after)


def alarm_words(change: AlarmChange) -> str:
    """Return how long an alarm was in ALARM, before and after."""
    return _both(change, _in_alarm(change.before), _in_alarm(change.after))


def _both(change: AlarmChange, before: str | None, after: str | None) -> str:
    """Return two values; where there is none, the alarm is not there or could not be evaluated."""
    missing_before = "absent" if change.presence == "added" else "untested"
    missing_after = "absent" if change.presence == "removed" else "untested"
    return f"{before or missing_before} → {after or missing_after}"


def _in_alarm(outcome: AlarmOutcome | None) -> str | None:
    return None if outcome is None else shown_length(outcome.minutes_in_alarm * MINUTE)


def _row(change: AlarmChange, base: BackTest, test: BackTest) -> tuple[object, ...]:
    return (
        change.alarm,
        change_words(change),
        delay_words(change),
        element("span", alerts_words(change, base, test), class_=_judgement(change)),
        alarm_words(change),
    )


def _judgement(change: AlarmChange) -> str | None:
    before = len(change.before.alerts) if change.before else 0
    after = len(change.after.alerts) if change.after else 0
    return None if before == after else "better" if after < before else "worse"
