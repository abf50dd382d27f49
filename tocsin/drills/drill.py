"""A drill: metric data, and what the alarms have to make of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tocsin.diagnostics import Location
from tocsin.drills.expectations import Expectation
from tocsin.evaluation import DEFAULT_OPTIONS, EvaluationOptions, MetricData, State
from tocsin.simulation import NotEvaluated


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """One test of alarms.

    Attributes:
        name: Its name, unique in its file.
        where: Where it stands: its file, its place in it.
        start: When its data begin, in seconds since 1970.
        end: When its data end.
        previous_state: The state of the alarms at the start; None for new alarms.
        data: The metric data.
        metric_alarms: The metric alarms that read some of the data.
        alarms_without_data: Metric alarms that are evaluated although they read none of them.
        parent_composites: The composite alarms that stand above those with data.
        evaluated_composites: Those above any alarm that is evaluated, and those that their rules
            refer to.
        expectations: At least one, but in a drill about alarms that are not evaluated.
        options: What AWS leaves open about evaluation.
        named_alarms: The alarms that it names for its data or its expectations.
        needed_in_vain: Alarms that it is about and that are not evaluated: it then has no data, and
            fails.
        delays: How many seconds late the data of each alarm are whose tag says it, by name.
        event: What happens, in place of data, in drills on events.
        acknowledged: When somebody acknowledges the incidents that are open then, in seconds since
            1970.
    """

    name: str
    where: Location
    start: float
    end: float
    previous_state: State | None
    data: MetricData
    metric_alarms: frozenset[str]
    alarms_without_data: frozenset[str] = frozenset()
    parent_composites: frozenset[str] = frozenset()
    evaluated_composites: frozenset[str] = frozenset()
    expectations: tuple[Expectation, ...]
    options: EvaluationOptions = DEFAULT_OPTIONS
    named_alarms: frozenset[str] = frozenset()
    needed_in_vain: tuple[NotEvaluated, ...] = ()
    delays: Mapping[str, float] = field(default_factory=dict)
    event: Mapping[str, Any] | None = None
    acknowledged: tuple[float, ...] = ()

    @property
    def id(self) -> str:
        """The file and the name."""
        return f"{self.where.source}::{self.name}"

    def concerns(self, alarm: str) -> bool:
        """Say whether an expectation is about an alarm."""
        return any(each.alarm in {None, alarm} for each in self.expectations)
