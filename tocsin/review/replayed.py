"""What recorded data would have done through the alarms of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.backtest import alarm_words, alerts_words, back_test, compared, delay_words
from tocsin.diagnostics import InvalidValueError
from tocsin.review.comparison import About
from tocsin.review.side import service_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Alarm
    from tocsin.backtest import AlarmChange, BackTest
    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison
    from tocsin.review.known import Known
    from tocsin.review.side import Side


def replay_changes(comparison: Comparison, known: Known) -> Iterator[Change]:
    """Yield the alarms that alert people otherwise with recorded data.

    Alarms that come, go, or never fired are left out: the comparison of alarms has them.
    """
    before, after = (_test(side, known) for side in (comparison.base, comparison.head))
    if before is None or after is None:
        return
    named = {each.name: each for each in comparison.head.deployed.values()}
    for change in compared(before, after):
        alarm = named.get(change.alarm)
        if change.presence == "kept" and alarm is not None:
            yield from _change(change, alarm.template_alarm, comparison)


def _test(side: Side, known: Known) -> BackTest | None:
    if known.recording is None:
        return None
    alarms = side.subject.alarm_set
    try:
        return back_test(alarms, known.recording, resolved=known.resolved)
    except InvalidValueError:
        return None


def _change(change: AlarmChange, alarm: Alarm, comparison: Comparison) -> Iterator[Change]:
    if change.before is None or change.after is None:
        return
    severity = comparison.head.severity(alarm)
    about = About(
        subject=f"alarm {change.alarm}",
        name=change.alarm,
        resource=alarm.resource,
        service=service_of(alarm.tags),
        alarm_severity=severity,
        weight=severity or "warning",
    )
    later = delay_words(change)
    first = f"; it fires first {later}" if later and later != "at the same time" else ""
    alerts, in_alarm = alerts_words(change), alarm_words(change)
    if change.more_alerts:
        more = change.more_alerts > 0
        kind = "backtest/alerts-more" if more else "backtest/alerts-less"
        what = f"would have alerted people {'more' if more else 'less'} often"
        yield about.change(kind, f"{what}: {alerts} a week{first}", before="", after=alerts)
    elif change.before.in_alarm != change.after.in_alarm:
        what = f"would have been in ALARM at other times: {in_alarm}{first}"
        yield about.change("backtest/alerts-later", what, after=in_alarm)
