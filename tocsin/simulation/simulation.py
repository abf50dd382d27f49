"""Metric data through the alarms of an assembly: states, deliveries and pages."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from types import MappingProxyType

from tocsin.assembly import Assembly
from tocsin.evaluation import (
    ALARM,
    DEFAULT_OPTIONS,
    INSUFFICIENT_DATA,
    OK,
    AlarmDataError,
    EvaluationOptions,
    MetricAlarm,
    MetricData,
    State,
    evaluate,
)
from tocsin.on_call import Escalation, Page
from tocsin.simulation.alarm_set import AlarmSet, DeployedAlarm, NotEvaluated
from tocsin.simulation.composite_histories import CompositeHistories
from tocsin.simulation.deliveries import Delivery, deliveries_of
from tocsin.simulation.history import AlarmHistory

_NOTHING_KNOWN: Mapping[str, AlarmHistory] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Simulation:
    """What the alarms of an assembly made of metric data.

    Attributes:
        alarms: All alarms of the assembly.
        start: When it begins, in seconds since 1970.
        end: When it ends; no evaluation is as late as this.
        histories: What became of each alarm that was evaluated, by name.
        not_evaluated: Alarms and mute rules that could not be evaluated, and why.
        escalation: The escalation policies, if there is a viewpoint.
        options: What AWS leaves open.
        idle_state: The state of alarms that are not evaluated.
    """

    alarms: AlarmSet
    start: float
    end: float
    histories: Mapping[str, AlarmHistory]
    not_evaluated: tuple[NotEvaluated, ...]
    escalation: Escalation | None = None
    options: EvaluationOptions = DEFAULT_OPTIONS
    idle_state: State = OK

    @cached_property
    def deliveries(self) -> tuple[Delivery, ...]:
        """Every notification that goes out, once for each action, in order of time."""
        found = [
            delivery
            for history in self.histories.values()
            for delivery in deliveries_of(
                history,
                self.histories,
                self.alarms,
                self.options.suppression,
                idle_state=self.idle_state,
            )
        ]
        return tuple(sorted(found, key=lambda each: each.at))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Whom the escalation policies page, in order of time; empty without a viewpoint.

        An incident begins when an alarm's notification of ALARM reaches people, and ends when the
        alarm leaves ALARM: later tiers are then not paged any more.
        """
        if self.escalation is None:
            return ()
        begins = dict.fromkeys(
            (each.alarm, each.at)
            for each in self.deliveries
            if each.state == ALARM and each.notified
        )
        found = [
            page
            for name, at in begins
            for page in self.escalation.pages(
                name,
                self.alarms[name].severity,
                datetime.fromtimestamp(at, UTC),
                datetime.fromtimestamp(self._leaves_alarm(name, at), UTC),
            )
        ]
        return tuple(sorted(found, key=lambda page: page.at))

    def _leaves_alarm(self, name: str, after: float) -> float:
        states = self.histories[name].states
        for at, state in states[bisect_right([at for at, _ in states], after) :]:
            if state != ALARM:
                return at
        return self.end


def simulate(
    source: Assembly | AlarmSet,
    data: MetricData,
    *,
    start: float,
    end: float,
    options: EvaluationOptions = DEFAULT_OPTIONS,
    alarms: Collection[str] | None = None,
    composites: Collection[str] | None = None,
    previous_state: State | None = OK,
    starts_after_first_window: bool = False,
    escalation: Escalation | None = None,
    known: Mapping[str, AlarmHistory] = _NOTHING_KNOWN,
) -> Simulation:
    """Run metric data through alarms.

    Composite alarms see the alarms that are evaluated; alarms that are not keep the state that
    they have at the start.

    Args:
        source: The assembly, or its alarms if many simulations use them.
        data: The metric data; what is older than `start` counts too.
        start: Seconds since 1970.
        end: Seconds since 1970.
        options: What AWS leaves open.
        alarms: The names of the metric alarms to evaluate; None for all.
        composites: The names of the composite alarms to evaluate, with those below them; None for
            all.
        previous_state: The state of each alarm at the start; None for alarms that are created
            then.
        starts_after_first_window: Whether an alarm is first evaluated when the data of its
            evaluation periods after `start` have arrived, because there are no data before; until
            then it keeps its state.
        escalation: The escalation policies of a viewpoint's stage.
        known: Histories of metric alarms that need not be evaluated again.
    """
    every = source if isinstance(source, AlarmSet) else AlarmSet.of(source)
    run = _Run(
        data=data,
        start=start,
        end=end,
        options=options,
        previous_state=previous_state,
        starts_after_first_window=starts_after_first_window,
    )
    names = every.metric_alarms if alarms is None else alarms
    chosen = [every.metric_alarms[name] for name in names if name in every.metric_alarms]
    histories = {**known, **{each.alarm.name: each for each in run.metric_alarms(chosen)}}
    above = CompositeHistories(
        alarms=every,
        histories=histories,
        start=start,
        end=end,
        initial=previous_state or INSUFFICIENT_DATA,
        percent_rounding=options.percent_rounding,
        chosen=composites,
    )
    histories |= {history.alarm.name: history for history in above}
    return Simulation(
        alarms=every,
        start=start,
        end=end,
        histories=histories,
        not_evaluated=(*every.not_evaluated, *run.failed, *above.not_evaluated),
        escalation=escalation,
        options=options,
        idle_state=previous_state or INSUFFICIENT_DATA,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    data: MetricData
    start: float
    end: float
    options: EvaluationOptions
    previous_state: State | None
    starts_after_first_window: bool
    failed: list[NotEvaluated] = field(default_factory=list)

    def metric_alarms(self, chosen: Collection[DeployedAlarm]) -> Iterator[AlarmHistory]:
        for alarm in chosen:
            try:
                yield self._history(alarm)
            except AlarmDataError as error:
                where = alarm.template_alarm.resource.where()
                self.failed.append(NotEvaluated(alarm=alarm.name, where=where, why=str(error)))

    def _history(self, alarm: DeployedAlarm) -> AlarmHistory:
        definition = alarm.definition
        assert isinstance(definition, MetricAlarm)
        timeline = evaluate(
            definition,
            self.data,
            start=self._first_evaluation(definition),
            end=self.end,
            previous_state=self.previous_state,
            options=self.options,
        )
        return AlarmHistory(
            alarm=alarm,
            start=self.start,
            end=self.end,
            initial_state=timeline.initial_state,
            states=timeline.states,
            timeline=timeline,
        )

    def _first_evaluation(self, alarm: MetricAlarm) -> float:
        """Return when the alarm is first evaluated."""
        if not self.starts_after_first_window or self.previous_state is None:
            return self.start
        window = alarm.period * alarm.evaluation_periods + self.options.evaluation_delay
        return min(self.start + window + self._lag(alarm), self.end)

    def _lag(self, alarm: MetricAlarm) -> float:
        """Return how late the latest of the alarm's samples arrives."""
        read = [self.data.find(query) for query in alarm.queries]
        return max(
            [
                float((each.arrivals - each.timestamps).max())
                for each in read
                if each is not None and each.arrivals is not None and each.arrivals.size
            ],
            default=0.0,
        )
