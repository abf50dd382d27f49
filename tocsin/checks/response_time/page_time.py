"""How soon alarms page whose severity somebody has stated, by the arithmetic of `tocsin plan`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from tocsin.alarms import TreatMissingData
from tocsin.assembly import Environment, Resource
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.known_alarm import KnownAlarm, known_alarms
from tocsin.checks.response_time.alarm_timing import timing_of
from tocsin.checks.response_time.composite_time import soonest_page
from tocsin.checks.subject import Subject
from tocsin.diagnostics import InvalidValueError, elapsed, parse_duration
from tocsin.evaluation import CompositeAlarm
from tocsin.timing import AlarmTiming, TimeToPage, time_by_silence, time_by_value

_DETECT_WITHIN_TAG = "tocsin:detect-within"
_STATED_BY = frozenset({_DETECT_WITHIN_TAG, "tocsin:respond-within"})


@dataclass(frozen=True, kw_only=True, eq=False)
class PageTime:
    """How soon a critical alarm pages, and within which time it has to.

    Attributes:
        alarm: The alarm.
        promised: Seconds within which it is to page.
        by_value: From the begin of a breach to the page.
        by_silence: From the begin of silence to the page; None if silence is not a breach.
        timing: What decides it; None for a composite alarm.
        is_stated: Whether the alarm itself says within which time, and not its severity alone.
    """

    alarm: CheckedAlarm
    promised: float
    by_value: TimeToPage
    by_silence: TimeToPage | None = None
    timing: AlarmTiming | None = None
    is_stated: bool = False


def page_times(subject: Subject) -> tuple[PageTime, ...]:
    """Return how soon each critical alarm pages that tells somebody by itself."""
    return tuple(_page_times(subject))


def times_to_page(subject: Subject) -> Mapping[Resource, TimeToPage]:
    """Return how soon each alarm pages of which that is known, whatever is promised."""
    found = {
        known.alarm.resource: time_by_value(timing_of(known))
        for known in subject.memo(known_alarms)
    }
    composites = {
        alarm.resource: time
        for alarm in subject.alarms
        if (time := _time_of_composite(alarm, subject)) is not None
    }
    return {**found, **composites}


def arithmetic(time: TimeToPage, *, worst: bool = False) -> str:
    """Write what a time to page is the sum of: `30s (datapoint in which ...) + 2m (...)`."""
    return " + ".join(
        f"{elapsed(seconds)} ({step.name})"
        for step in time.steps
        if (seconds := step.worst if worst else step.typical)
    )


def _page_times(subject: Subject) -> Iterator[PageTime]:
    for known in subject.memo(known_alarms):
        promised = _promised(known.alarm)
        if promised is not None:
            timing = timing_of(known)
            is_heard = known.treatment is TreatMissingData.BREACHING
            yield PageTime(
                alarm=known.alarm,
                promised=promised,
                by_value=time_by_value(timing),
                by_silence=time_by_silence(timing) if is_heard else None,
                timing=timing,
                is_stated=_is_stated(known.alarm),
            )
    yield from _of_composites(subject)


def _of_composites(subject: Subject) -> Iterator[PageTime]:
    for alarm in subject.alarms:
        promised = _promised(alarm)
        time = None if promised is None else _time_of_composite(alarm, subject)
        if promised is not None and time is not None:
            yield PageTime(
                alarm=alarm, promised=promised, by_value=time, is_stated=_is_stated(alarm)
            )


def _time_of_composite(alarm: CheckedAlarm, subject: Subject) -> TimeToPage | None:
    """Return how soon a composite alarm pages; None of other alarms, and where it is not known."""
    found = alarm.deployed
    if found is None or not isinstance(found.definition, CompositeAlarm):
        return None
    by_name, place = subject.memo(_by_name), found.environment
    children = {
        name: time_by_value(timing_of(by_name[place, name]))
        for name in found.definition.rule.alarm_names
        if (place, name) in by_name
    }
    return soonest_page(found.definition, children)


def _by_name(subject: Subject) -> Mapping[tuple[Environment, str], KnownAlarm]:
    return {
        (each.alarm.template_alarm.stack.environment, each.alarm.template_alarm.name): each
        for each in subject.memo(known_alarms)
    }


def _promised(alarm: CheckedAlarm) -> float | None:
    """Return within how many seconds an alarm has to page; None if nobody is promised anything.

    An alarm that only suggests its severity by names promises nothing, nor does one that another
    pages for, or that does nothing when it fires.
    """
    found = alarm.deployed
    if found is None or found.severity != "critical" or found.severity_is_guess:
        return None
    acts = alarm.template_alarm.actions_enabled and alarm.template_alarm.alarm_actions
    if not acts or found.paged_by is not None:
        return None
    promised = _declared(alarm) or found.respond_within
    return None if promised is None else promised.total_seconds()


def _is_stated(alarm: CheckedAlarm) -> bool:
    return not _STATED_BY.isdisjoint(alarm.template_alarm.tags)


def _declared(alarm: CheckedAlarm) -> timedelta | None:
    """Return within which time it notices what cannot be noticed sooner, by its tag."""
    try:
        return parse_duration(alarm.template_alarm.tags.get(_DETECT_WITHIN_TAG, ""))
    except InvalidValueError:
        return None
