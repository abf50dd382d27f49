"""Back-tests: recorded metric data replayed through the alarms of an assembly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tocsin.backtest.alarm_outcome import AlarmOutcome, outcomes
from tocsin.backtest.alert_frequency import TimedAlert, a_week
from tocsin.diagnostics import InvalidValueError
from tocsin.evaluation import DEFAULT_OPTIONS, CompositeAlarm, EvaluationOptions, MetricAlarm
from tocsin.recorded import AlarmData, RecordedData, WithoutData, shown_instant
from tocsin.simulation import AlarmSet, NotEvaluated, Simulation, simulate


@dataclass(frozen=True, kw_only=True)
class BackTest:
    """What the alarms of an assembly made of recorded data.

    Attributes:
        simulation: The replay.
        data: The recorded data as the alarms read them.
        options: What AWS leaves open about evaluation.
    """

    simulation: Simulation
    data: AlarmData
    options: EvaluationOptions

    @property
    def start(self) -> float:
        """The beginning, in seconds since 1970."""
        return self.simulation.start

    @property
    def end(self) -> float:
        """The end, in seconds since 1970."""
        return self.simulation.end

    @cached_property
    def outcomes(self) -> tuple[AlarmOutcome, ...]:
        """What each alarm did that could be evaluated, those with most alerts first."""
        return outcomes(self.simulation)

    @property
    def alerts(self) -> tuple[TimedAlert, ...]:
        """Each alert, in order of time."""
        alerts = [(at, outcome.severity) for outcome in self.outcomes for at in outcome.alerts]
        return tuple(sorted(alerts, key=lambda alert: alert[0]))

    @property
    def without_data(self) -> tuple[WithoutData, ...]:
        """Alarms that were not evaluated, as what they read was not recorded."""
        return self.data.without_data

    @cached_property
    def without_datapoints(self) -> tuple[str, ...]:
        """Alarms whose metrics were recorded, but had no datapoint during the back-test."""
        return tuple(
            alarm.name
            for alarm in self.simulation.alarms.metric_alarms.values()
            if alarm.name in self.simulation.histories
            and isinstance(alarm.definition, MetricAlarm)
            and not self.data.has_datapoints(alarm.definition, self.start, self.end)
        )

    @property
    def not_evaluated(self) -> tuple[NotEvaluated, ...]:
        """Alarms and mute rules that cannot be evaluated, and why."""
        return self.simulation.not_evaluated

    @cached_property
    def assumptions(self) -> Mapping[str, tuple[str, ...]]:
        """Composite alarms, with the alarms of their rule that were taken to stay OK."""
        return {name: unknown for name, unknown in self._unknown_children() if unknown}

    def first_evaluation(self, name: str) -> float:
        """Return when an alarm is first evaluated."""
        history = self.simulation.histories.get(name)
        return self.start if history is None or not history.timeline else history.timeline.start

    def options_of(self, name: str) -> EvaluationOptions:
        """Return the options, with how far an alarm looks back because its data are late."""
        history = self.simulation.histories[name]
        return replace(self.options, evaluation_delay=history.evaluation_delay)

    def a_week(self, count: float) -> float:
        """Return how many a week a count in the time of the back-test is."""
        return a_week(count, self.start, self.end)

    def _unknown_children(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        known = {each.alarm.template_alarm.name for each in self.simulation.histories.values()}
        for alarm in self.simulation.alarms.composite_alarms.values():
            if alarm.name in self.simulation.histories:
                assert isinstance(alarm.definition, CompositeAlarm)
                names = alarm.definition.rule.alarm_names
                yield alarm.name, tuple(name for name in names if name not in known)


def back_test(
    alarms: AlarmSet,
    recorded: RecordedData,
    *,
    start: float | None = None,
    end: float | None = None,
    options: EvaluationOptions = DEFAULT_OPTIONS,
    resolved: Mapping[str, str] | None = None,
) -> BackTest:
    """Replay recorded data through alarms, all of which are OK at the start.

    A recording does not say when its data arrived. So an alarm sees them as late as its tag
    `tocsin:delay` says that they typically are; without one, at once.

    Args:
        alarms: The alarms.
        recorded: The data.
        start: Seconds since 1970; None for the beginning of the recording. Data before it count,
            without them each alarm first waits for its evaluation periods.
        end: Seconds since 1970; None for the end of the recording.
        options: What AWS leaves open.
        resolved: What texts in dimension values of the template stand for in the data.

    Raises:
        InvalidValueError: The recording is empty, or has nothing between the times.
    """
    if recorded.start is None or recorded.end is None:
        raise InvalidValueError("the recording has no datapoint", "record at least one metric")
    start = recorded.start if start is None else start
    end = recorded.end if end is None else end
    if not recorded.start <= start < end <= recorded.end:
        times = f"from {shown_instant(recorded.start)} to {shown_instant(recorded.end)}"
        raise InvalidValueError("the times are not within the recording", f"choose times {times}")
    data = AlarmData(recorded, alarms, resolved=resolved)
    missing = {each.alarm for each in data.without_data}
    simulation = simulate(
        alarms,
        data,
        start=start,
        end=end,
        options=options,
        delays=alarms.delays("typical"),
        alarms=[name for name in alarms.metric_alarms if name not in missing],
        starts_after_first_window=start == recorded.start,
    )
    return BackTest(simulation=simulation, data=data, options=options)
