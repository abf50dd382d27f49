"""Which alarms read which metric."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from re import compile as pattern

from tocsin.drills.alarm_set import AlarmSet, DeployedAlarm
from tocsin.evaluation import Metric, MetricAlarm, MetricQuery
from tocsin.evaluation.composite import CompositeAlarm

_DYNAMIC_REFERENCE = pattern(r"\{\{resolve:((?:ssm|ssm-secure|secretsmanager):[^{}]*)\}\}")
NO_UNIT = "None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A query of an alarm that reads a metric."""

    alarm: DeployedAlarm
    query: MetricQuery


@dataclass(frozen=True)
class MetricIndex:
    """Every metric that the alarms of an assembly read.

    Attributes:
        alarms: The alarms.
    """

    alarms: AlarmSet

    @cached_property
    def readers(self) -> Mapping[Metric, tuple[Reader, ...]]:
        """Return the queries that read each metric."""
        found: dict[Metric, list[Reader]] = {}
        for alarm in self.alarms.metric_alarms.values():
            for query in queries(alarm):
                if query.metric is not None:
                    found.setdefault(query.metric, []).append(Reader(alarm=alarm, query=query))
        return {metric: tuple(readers) for metric, readers in found.items()}

    def reached(self, metrics: Iterable[tuple[Metric, str | None]]) -> set[str]:
        """Return the names of the alarms that read one of some metrics in a unit."""
        return {
            reader.alarm.name
            for metric, unit in metrics
            for reader in self.readers.get(metric, ())
            if reader.query.unit in {None, unit or NO_UNIT}
        }

    def above(self, metric_alarms: Iterable[str]) -> set[str]:
        """Return the names of the composite alarms that stand above some alarms."""
        found: set[str] = set()
        below = set(metric_alarms)
        while more := {name for name in self._parents(below) if name not in found}:
            found |= more
            below = more
        return found

    def _parents(self, names: Iterable[str]) -> set[str]:
        children = {(self.alarms[name].place, self.alarms[name].view.name) for name in names}
        return {
            composite.name
            for composite in self.alarms.composite_alarms.values()
            if isinstance(composite.definition, CompositeAlarm)
            and children
            & {(composite.place, child) for child in composite.definition.rule.alarm_names}
        }

    def units(self, metric: Metric) -> set[str | None]:
        """Return the units in which a metric is read; None for any unit."""
        return {reader.query.unit for reader in self.readers.get(metric, ())}


def queries(alarm: DeployedAlarm) -> tuple[MetricQuery, ...]:
    """Return what a metric alarm reads and computes."""
    assert isinstance(alarm.definition, MetricAlarm)
    return alarm.definition.queries


def plain(value: str) -> str:
    """Write a dynamic reference the short way: `{{resolve:ssm:/shop/alb}}` as `ssm:/shop/alb`."""
    return _DYNAMIC_REFERENCE.sub(r"\1", value)


def described(metric: Metric) -> str:
    """Write a metric as drills do."""
    pairs = ", ".join(f"{name}: {plain(value)}" for name, value in metric.dimensions)
    return f"{metric.namespace} {metric.name} {{{pairs}}}"
