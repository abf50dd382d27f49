"""How soon an alarm pages, against what its severity promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.diagnostics import InvalidValueError, elapsed, parse_duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import timedelta

    from tocsin.on_call import Severity
    from tocsin.review.alarms.pairing import AlarmPair
    from tocsin.review.change import Change
    from tocsin.simulation import DeployedAlarm
    from tocsin.timing import TimeToPage

_DETECT_WITHIN_TAG = "tocsin:detect-within"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTimeChange:
    """An alarm that typically pages sooner or later than before.

    Attributes:
        name: Its name.
        service: Its service; empty if nothing tells.
        severity: How urgent it is; None likewise.
        before: After how many seconds it typically paged.
        after: After how many it does.
        promised: Within how many it has to, by its severity or its own tag; None if nothing says.
    """

    name: str
    service: str
    severity: Severity | None
    before: float
    after: float
    promised: float | None


def page_times(pairs: Iterable[AlarmPair]) -> Iterator[PageTimeChange]:
    """Yield how soon alarms page that page sooner or later than before."""
    for pair in pairs:
        if pair.before is None or pair.after is None:
            continue
        before = pair.comparison.base.time_to_page(pair.before)
        after = pair.comparison.head.time_to_page(pair.after)
        if before is None or after is None or before.typical == after.typical:
            continue
        promised = _promised(pair.new)
        yield PageTimeChange(
            name=pair.about.name,
            service=pair.about.service,
            severity=pair.about.alarm_severity,
            before=before.typical,
            after=after.typical,
            promised=promised.total_seconds() if promised else None,
        )


def page_time(pair: AlarmPair) -> Iterator[Change]:
    """Yield that a page comes too late which came in time, or the other way round."""
    if pair.new is None or pair.after is None:
        return
    after = pair.comparison.head.time_to_page(pair.after)
    before = pair.comparison.base.time_to_page(pair.before) if pair.before else None
    promised = _promised(pair.new)
    if after is None or promised is None or pair.new.severity is None:
        return
    was_late = before is not None and is_late(before, _promised(pair.old) or promised)
    if is_late(after, promised) != was_late:
        yield _change(pair, before, after, promised)


def is_late(time: TimeToPage, promised: timedelta) -> bool:
    """Say whether a page typically comes later than it has to."""
    return time.typical > promised.total_seconds()


def _promised(alarm: DeployedAlarm | None) -> timedelta | None:
    """Return within which time an alarm has to page: what it says itself, or its severity."""
    if alarm is None:
        return None
    return _own(alarm) or alarm.respond_within


def _own(alarm: DeployedAlarm) -> timedelta | None:
    try:
        return parse_duration(alarm.template_alarm.tags.get(_DETECT_WITHIN_TAG, ""))
    except InvalidValueError:
        return None


def _change(
    pair: AlarmPair, before: TimeToPage | None, after: TimeToPage, promised: timedelta
) -> Change:
    assert pair.new is not None
    late = is_late(after, promised)
    now, within = elapsed(after.typical), elapsed(promised.total_seconds())
    was = f", where it was {elapsed(before.typical)}" if before else ""
    who = "its tag" if _own(pair.new) else pair.new.severity
    return pair.about.change(
        "alarm/page-too-late" if late else "alarm/page-in-time",
        f"pages typically {now} after a breach begins{was}: "
        f"{'later than' if late else 'within'} the {within} that {who} promises",
        before=elapsed(before.typical) if before else "",
        after=now,
        why=f"at worst {elapsed(after.worst)}",
        fix="let fewer datapoints or a shorter period be enough, or make it less urgent"
        if late
        else "",
    )
