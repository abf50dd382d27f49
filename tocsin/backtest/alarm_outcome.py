"""What one alarm did in a back-test."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tocsin.backtest.coverage import covered_of
from tocsin.evaluation import ALARM, INSUFFICIENT_DATA, State
from tocsin.on_call import Severity
from tocsin.recorded import Span, length
from tocsin.simulation import AlarmHistory, Simulation

MINUTE = 60.0
WEEK = 7 * 86_400.0
HOUR = 3600
FIRINGS_OF_FLAPPING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Flapping:
    """A time in which an alarm went to ALARM at least three times within each hour.

    Attributes:
        start: The first of these changes, in seconds since 1970.
        end: The last of them.
        firings: How many changes to ALARM there were.
    """

    start: float
    end: float
    firings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmOutcome:
    """The states of one alarm over a back-test, and what followed from them.

    Attributes:
        alarm: Its name.
        severity: How urgent it is; None when nothing tells.
        service: What it is about; None when no tag tells.
        firings: When it went to ALARM, in seconds since 1970.
        alerts: When it went to ALARM and at least one action ran that a closed hop does not keep
            from everybody. However many actions ran and people were reached, it is one alert; a
            warning alerts as a critical alarm does.
        in_alarm: From when to when it was in ALARM.
        minutes_without_data: How long it was in INSUFFICIENT_DATA.
        flapping: When it went to ALARM again and again.
        covered: From when to when its data were recorded.
    """

    alarm: str
    severity: Severity | None
    service: str | None
    firings: tuple[float, ...]
    alerts: tuple[float, ...]
    in_alarm: tuple[tuple[float, float], ...]
    minutes_without_data: float
    flapping: tuple[Flapping, ...]
    covered: tuple[Span, ...]

    @property
    def seconds_covered(self) -> float:
        """For how long its data were recorded."""
        return length(self.covered)

    def a_week(self, count: float) -> float:
        """Return how many a week a count is, of the time for which its data were recorded."""
        return count * WEEK / self.seconds_covered if self.seconds_covered else 0.0

    @property
    def alerts_a_week(self) -> float:
        """How many alerts a week there were, of the time for which its data were recorded."""
        return self.a_week(len(self.alerts))

    @property
    def minutes_in_alarm(self) -> float:
        """How long it was in ALARM altogether."""
        return sum(end - start for start, end in self.in_alarm) / MINUTE

    @property
    def longest(self) -> tuple[float, float] | None:
        """From when to when it was in ALARM longest; None when it never was."""
        return max(self.in_alarm, key=lambda one: one[1] - one[0], default=None)


def outcomes(simulation: Simulation) -> tuple[AlarmOutcome, ...]:
    """Return what each evaluated alarm did, those with most alerts first."""
    alerts: dict[str, dict[float, None]] = {}
    for delivery in simulation.deliveries:
        if delivery.state == ALARM and not delivery.is_lost:
            alerts.setdefault(delivery.alarm, {})[delivery.at] = None
    found = (
        _outcome(each, alerts, covered_of(each, simulation))
        for each in simulation.histories.values()
    )
    return tuple(
        sorted(found, key=lambda each: (-len(each.alerts), -len(each.firings), each.alarm))
    )


def _outcome(
    history: AlarmHistory, alerts: Mapping[str, Iterable[float]], covered: tuple[Span, ...]
) -> AlarmOutcome:
    firings = tuple(at for at, state in history.states if state == ALARM)
    return AlarmOutcome(
        alarm=history.alarm.name,
        severity=history.alarm.severity,
        service=history.alarm.service,
        firings=firings,
        alerts=tuple(alerts.get(history.alarm.name, ())),
        in_alarm=tuple(_spent_in(ALARM, history)),
        minutes_without_data=sum(
            end - start for start, end in _spent_in(INSUFFICIENT_DATA, history)
        )
        / MINUTE,
        flapping=flapping(firings),
        covered=covered,
    )


def _spent_in(state: State, history: AlarmHistory) -> Iterable[tuple[float, float]]:
    return ((start, end) for start, end, each in history.intervals() if each == state)


def flapping(
    firings: Sequence[float], *, least: int = FIRINGS_OF_FLAPPING, within: float = HOUR
) -> tuple[Flapping, ...]:
    """Return the times of flapping, in order and apart from each other.

    Args:
        firings: When the alarm went to ALARM, ascending.
        least: How many changes to ALARM make it flap.
        within: Seconds from the first to the last of so many.
    """
    found: list[Flapping] = []
    last = -1
    for first in range(len(firings) - least + 1):
        end = first + least - 1
        if firings[end] - firings[first] > within:
            continue
        if found and first <= last:
            begin = last - found[-1].firings + 1
            found[-1] = Flapping(start=firings[begin], end=firings[end], firings=end - begin + 1)
        else:
            found.append(Flapping(start=firings[first], end=firings[end], firings=least))
        last = end
    return tuple(found)
