"""Metric data through the alarms of an assembly, in four steps.

1. Each metric alarm is evaluated over the data, which gives its history of states.
2. Composite alarms follow the histories of the alarms in their rules: `composite_histories`.
3. Changes of state run actions unless they are suppressed or muted: `deliveries`.
4. Each action goes its way to recipients, hop by hop: `routes`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from tocsin.assembly import Assembly, Environment
from tocsin.evaluation import (
    DEFAULT_OPTIONS,
    INSUFFICIENT_DATA,
    OK,
    EvaluationOptions,
    MetricData,
    State,
)
from tocsin.simulation.alarm_set import AlarmSet
from tocsin.simulation.composite_histories import composite_histories
from tocsin.simulation.deliveries import Delivery, deliveries_of, history_of
from tocsin.simulation.digests import told_by_digests
from tocsin.simulation.escalations import Escalated, escalate
from tocsin.simulation.event_simulation import EventOutcome
from tocsin.simulation.history import AlarmHistory
from tocsin.simulation.metric_histories import MetricHistories, Span
from tocsin.simulation.not_evaluated import NotEvaluated

_NOTHING_KNOWN: Mapping[str, AlarmHistory] = MappingProxyType({})
_NOTHING_LATE: Mapping[str, float] = MappingProxyType({})
_ALL_COVERED: Mapping[str, Sequence[Span]] = MappingProxyType({})


def simulate(
    source: Assembly | AlarmSet,
    data: MetricData,
    *,
    start: float,
    end: float,
    options: EvaluationOptions = DEFAULT_OPTIONS,
    delays: Mapping[str, float] = _NOTHING_LATE,
    alarms: Collection[str] | None = None,
    composites: Collection[str] | None = None,
    previous_state: State | None = OK,
    starts_after_first_window: bool = False,
    coverage: Mapping[str, Sequence[Span]] = _ALL_COVERED,
    known: Mapping[str, AlarmHistory] = _NOTHING_KNOWN,
    acknowledged: Collection[float] = (),
) -> "Simulation":
    """Run metric data through alarms.

    Composite alarms see the alarms that are evaluated; alarms that are not keep the state that
    they have at the start.

    Args:
        source: The assembly, or its alarms if many simulations use them.
        data: The metric data; what is older than `start` counts too.
        start: Seconds since 1970.
        end: Seconds since 1970.
        options: What AWS leaves open.
        delays: How many seconds late the data of some alarms are, by name: their evaluations look
            back until all has arrived, unless the options say how far they look back.
        alarms: The names of the metric alarms to evaluate; None for all.
        composites: The names of the composite alarms to evaluate, with those below them; None for
            all.
        previous_state: The state of each alarm at the start; None for alarms that are created
            then.
        starts_after_first_window: Whether an alarm is first evaluated when the data of its
            evaluation periods after `start` have arrived, because there are no data before; until
            then it keeps its state.
        coverage: From when to when there are data of some metric alarms, by name. Outside of it an
            alarm is in the state of the start; in each stretch it is first evaluated when the data
            of its evaluation periods have arrived.
        known: Histories of metric alarms that need not be evaluated again.
        acknowledged: When somebody acknowledges all incidents that are open then, in seconds since
            1970.
    """
    alarm_set = source if isinstance(source, AlarmSet) else AlarmSet.of(source)
    idle_state = previous_state or INSUFFICIENT_DATA
    metric_alarms = MetricHistories(
        data=data,
        start=start,
        end=end,
        options=options,
        delays=delays,
        previous_state=previous_state,
        starts_after_first_window=starts_after_first_window,
        coverage=coverage,
    )
    names = alarm_set.metric_alarms if alarms is None else alarms
    evaluated = [
        metric_alarms.evaluate(alarm_set.metric_alarms[name])
        for name in names
        if name in alarm_set.metric_alarms
    ]
    histories = {**known, **_by_name(evaluated)}
    evaluated_composites = composite_histories(
        alarm_set,
        histories,
        start=start,
        end=end,
        idle_state=idle_state,
        percent_rounding=options.percent_rounding,
        chosen=composites,
    )
    return Simulation(
        alarms=alarm_set,
        start=start,
        end=end,
        histories={**histories, **_by_name(evaluated_composites)},
        not_evaluated=(
            *alarm_set.not_evaluated,
            *(
                each
                for each in (*evaluated, *evaluated_composites)
                if isinstance(each, NotEvaluated)
            ),
        ),
        options=options,
        idle_state=idle_state,
        acknowledged=tuple(acknowledged),
    )


@dataclass(frozen=True, kw_only=True)
class Simulation:
    """What the alarms of an assembly made of metric data.

    Attributes:
        alarms: All alarms of the assembly.
        start: When it begins, in seconds since 1970.
        end: When it ends; no evaluation is as late as this.
        histories: What became of each alarm that was evaluated, by name.
        not_evaluated: Alarms and mute rules that could not be evaluated, and why.
        options: What AWS leaves open.
        idle_state: The state of alarms that are not evaluated.
        event: What became of an event, if it is about one.
        acknowledged: When somebody acknowledges the incidents that are open then.
    """

    alarms: AlarmSet
    start: float
    end: float
    histories: Mapping[str, AlarmHistory]
    not_evaluated: tuple[NotEvaluated, ...]
    options: EvaluationOptions = DEFAULT_OPTIONS
    idle_state: State = OK
    event: EventOutcome | None = None
    acknowledged: tuple[float, ...] = ()

    @cached_property
    def deliveries(self) -> tuple[Delivery, ...]:
        """Every notification that goes out, once for each action, in order of time.

        With those of machines, which page by turns and tier after tier, and with the digests that
        are told while the simulation lasts.
        """
        digests = told_by_digests(self.notifications, until=self.end)
        every = (*self.notifications, *self.escalation.deliveries, *digests)
        return tuple(sorted(every, key=lambda each: each.at))

    @cached_property
    def escalation(self) -> Escalated:
        """What the machines of the assembly make of the notifications of alarms."""
        machines = self.alarms.routes.ways.machines
        if not machines:
            return Escalated(deliveries=(), incidents=())
        return escalate(
            self.notifications,
            self.alarms.routes.ways,
            until=self.end,
            acknowledged=self.acknowledged,
        )

    @cached_property
    def notifications(self) -> tuple[Delivery, ...]:
        """What the actions of alarms deliver, in order of time: no machine and no digest."""
        found = [
            delivery
            for history in self.histories.values()
            for delivery in deliveries_of(
                history,
                self.histories,
                self.alarms,
                self.options.suppression,
                idle_state=self.idle_state,
                contributor_actions=self.options.contributor_actions,
            )
        ]
        return tuple(sorted(found, key=lambda each: each.at))

    def history_of(self, name: str, environment: Environment) -> AlarmHistory | None:
        """Return the history of the alarm of that name in an account and Region, if it has one."""
        return history_of(name, environment, self.histories)


def _by_name(results: Collection[AlarmHistory | NotEvaluated]) -> dict[str, AlarmHistory]:
    return {each.alarm.name: each for each in results if isinstance(each, AlarmHistory)}
