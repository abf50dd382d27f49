"""How numbers, times and changes stand in reports, in the terminal as on the page."""

from datetime import datetime, tzinfo

from tocsin.backtest.alarm_outcome import MINUTE, AlarmOutcome
from tocsin.backtest.alert_frequency import severity_name
from tocsin.backtest.comparison import AlarmChange

_UNITS = ((86_400, "d"), (3600, "h"), (60, "min"), (1, "s"))
_PREFIXES = ((1e12, "T"), (1e9, "G"), (1e6, "M"))
_FEW = 10


def shown_time(at: float, zone: tzinfo) -> str:
    """Return a time to the minute: `Mon 5 Jan 09:00`."""
    moment = datetime.fromtimestamp(at, zone)
    return f"{moment:%a} {moment.day} {moment:%b %H:%M}"


def shown_length(seconds: float) -> str:
    """Return a length of time in its two largest units: `2 d 3 h`, `1 h 5 min`, `20 s`."""
    left, parts = round(seconds), []
    for size, unit in _UNITS:
        if left >= size:
            parts.append(f"{left // size} {unit}")
            left %= size
        elif parts:
            break
    return " ".join(parts[:2]) or "0 min"


def shown_rate(number: float) -> str:
    """Return a number of things a week, with one decimal when it is small."""
    return f"{number:.0f}" if number >= _FEW or number == int(number) else f"{number:.1f}"


def shown_number(value: float) -> str:
    """Return a value of a metric, as short as it can be read: `52,000`, `3.22G`."""
    for factor, letter in _PREFIXES:
        if abs(value) >= factor:
            return f"{value / factor:.3g}{letter}"
    return f"{value:,.4g}" if abs(value) < 1e4 else f"{value:,.0f}"  # noqa: PLR2004 - five digits


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


def alerts_words(change: AlarmChange) -> str:
    """Return the alerts a week of an alarm, before and after."""
    before = None if change.before is None else shown_rate(change.before.alerts_a_week)
    after = None if change.after is None else shown_rate(change.after.alerts_a_week)
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
