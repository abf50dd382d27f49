"""Which alarms read which metric."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tocsin.drills.formatting import short_reference
from tocsin.evaluation import CompositeAlarm, Metric, MetricAlarm, MetricQuery
from tocsin.simulation import AlarmSet, DeployedAlarm, Environment


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

    def alarms_reading(self, metrics: Iterable[tuple[Metric, str | None]]) -> set[str]:
        """Return the names of the alarms that read one of some metrics in a unit."""
        return {
            reader.alarm.name
            for metric, unit in metrics
            for reader in self.readers.get(metric, ())
            if reader.query.takes_unit(unit)
        }

    def composites_above(self, metric_alarms: Iterable[str]) -> set[str]:
        """Return the names of the composite alarms that stand above some alarms."""
        return _closure(
            metric_alarms,
            lambda name: self._parents.get(
                (self.alarms[name].environment, self.alarms[name].template_alarm.name), ()
            ),
        )

    def composites_below(self, composites: Iterable[str]) -> set[str]:
        """Return the names of the composite alarms that the rules of some refer to."""
        return _closure(composites, lambda name: self._children.get(name, ()))

    @cached_property
    def _parents(self) -> Mapping[tuple[Environment, str], tuple[str, ...]]:
        """The composite alarms whose rules refer to an alarm of a name in an environment."""
        found: dict[tuple[Environment, str], tuple[str, ...]] = {}
        for composite in self.alarms.composite_alarms.values():
            for child in _referred(composite):
                key = (composite.environment, child)
                found[key] = (*found.get(key, ()), composite.name)
        return found

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        """The composite alarms that the rule of another refers to."""
        names = {
            (each.environment, each.template_alarm.name): each.name
            for each in self.alarms.composite_alarms.values()
        }
        return {
            each.name: tuple(
                names[each.environment, child]
                for child in _referred(each)
                if (each.environment, child) in names
            )
            for each in self.alarms.composite_alarms.values()
        }

    def units(self, metric: Metric) -> set[str | None]:
        """Return the units in which a metric is read; None for any unit."""
        return {reader.query.unit for reader in self.readers.get(metric, ())}


def _closure(names: Iterable[str], step: Callable[[str], Iterable[str]]) -> set[str]:
    """Return what steps from some names lead to."""
    found: set[str] = set()
    edge = set(names)
    while edge := {to for name in edge for to in step(name)} - found:
        found |= edge
    return found


def _referred(composite: DeployedAlarm) -> Iterable[str]:
    assert isinstance(composite.definition, CompositeAlarm)
    return dict.fromkeys(composite.definition.rule.alarm_names)


def queries(alarm: DeployedAlarm) -> tuple[MetricQuery, ...]:
    """Return what a metric alarm reads and computes."""
    assert isinstance(alarm.definition, MetricAlarm)
    return alarm.definition.queries


def described(metric: Metric) -> str:
    """Write a metric as drills do."""
    pairs = ", ".join(f"{name}: {short_reference(value)}" for name, value in metric.dimensions)
    return f"{metric.namespace} {metric.name} {{{pairs}}}"
