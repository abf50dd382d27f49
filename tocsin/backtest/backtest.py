"""Back-tests: recorded metric data replayed through the alarms of an assembly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tocsin.backtest.alarm_outcome import AlarmOutcome, outcomes
from tocsin.backtest.alert_frequency import SEVERITY_NAMES, TimedAlert, severity_name
from tocsin.backtest.lateness import delays_of
from tocsin.diagnostics import InvalidValueError
from tocsin.evaluation import DEFAULT_OPTIONS, CompositeAlarm, EvaluationOptions, MetricAlarm
from tocsin.recorded import AlarmData, RecordedData, Span, WithoutData, shown_instant
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

    def evaluated(self, name: str) -> tuple[Span, ...]:
        """Return from when to when an alarm is evaluated, in each stretch of its data."""
        history = self.simulation.histories[name]
        return tuple((each.start, each.end) for each in history.timelines)

    def options_of(self, name: str) -> EvaluationOptions:
        """Return the options, with how far an alarm looks back because its data are late."""
        history = self.simulation.histories[name]
        return replace(self.options, evaluation_delay=history.evaluation_delay)

    @cached_property
    def alerts_a_week(self) -> float:
        """How many alerts a week there were: of each alarm in the time of its data, together."""
        return sum(each.alerts_a_week for each in self.outcomes)

    @cached_property
    def alerts_a_week_by_severity(self) -> Mapping[str, float]:
        """The same by severity, the most urgent first."""
        rates = dict.fromkeys(SEVERITY_NAMES, 0.0)
        for each in self.outcomes:
            rates[severity_name(each.severity)] += each.alerts_a_week
        return rates

    @cached_property
    def partly_covered(self) -> tuple[AlarmOutcome, ...]:
        """What alarms did whose data were not recorded for all of the time."""
        whole = self.end - self.start
        return tuple(each for each in self.outcomes if each.seconds_covered < whole)

    def outcome_of(self, name: str) -> AlarmOutcome:
        """Return what an alarm did that was evaluated."""
        return next(each for each in self.outcomes if each.alarm == name)

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
    delay: float | None = None,
) -> BackTest:
    """Replay recorded data through alarms, all of which are OK at the start.

    An alarm is evaluated in the time for which its data were recorded, and nowhere else: time that
    nobody recorded is not time without data.

    A recording does not say when its data arrived. So an alarm sees them as late as they typically
    are: by its tag `tocsin:delay`, else by what is given, else by the catalogue.

    Args:
        alarms: The alarms.
        recorded: The data.
        start: Seconds since 1970; None for the beginning of the recording. Data before it count;
            where there are none, an alarm first waits for its evaluation periods.
        end: Seconds since 1970; None for the end of the recording.
        options: What AWS leaves open.
        resolved: What texts in dimension values of the template stand for in the data.
        delay: How many seconds late data are of which no tag says it; None to ask the catalogue.

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
        delays=delays_of(alarms, delay),
        alarms=[name for name in alarms.metric_alarms if name not in missing],
        coverage={
            name: data.coverage(alarm.definition)
            for name, alarm in alarms.metric_alarms.items()
            if name not in missing and isinstance(alarm.definition, MetricAlarm)
        },
    )
    return BackTest(simulation=simulation, data=data, options=options)
