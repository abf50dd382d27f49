"""Metric alarms that can be evaluated, each with what is known of the metrics that it reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tocsin.alarms import Comparison, Crossing, MetricAlarm, TreatMissingData, crossing
from tocsin.algebra import ANY, Interval
from tocsin.checks.filtered_values import filtered_values
from tocsin.checks.known_metric import KnownMetric, known_metric
from tocsin.checks.parts import is_part
from tocsin.checks.setting_limits import setting_limit
from tocsin.evaluation import DEFAULT_OPTIONS, effective_treatment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.alarms import MetricQuery
    from tocsin.assembly import Link
    from tocsin.checks.checked_alarm import CheckedAlarm
    from tocsin.checks.subject import Subject
    from tocsin.diagnostics import Location

_ABOVE: Final = frozenset({Comparison.GREATER, Comparison.GREATER_OR_EQUAL, Comparison.ABOVE_BAND})
_BELOW: Final = frozenset({Comparison.LESS, Comparison.LESS_OR_EQUAL, Comparison.BELOW_BAND})
_SCALING_TYPES: Final = frozenset(
    {"AWS::AutoScaling::ScalingPolicy", "AWS::ApplicationAutoScaling::ScalingPolicy"}
)
_SCALING_ARN: Final = ":autoscaling:"


@dataclass(frozen=True, kw_only=True, eq=False)
class KnownAlarm:
    """A metric alarm that can be evaluated.

    Attributes:
        alarm: The alarm.
        definition: What is evaluated.
        metrics: What is known of each metric that it reads, by the id of its query.
    """

    alarm: CheckedAlarm
    definition: MetricAlarm
    metrics: Mapping[str, KnownMetric]

    @property
    def result(self) -> KnownMetric | None:
        """The metric whose statistic is compared; None for metric math."""
        return self.metrics.get(self.definition.result_id)

    @property
    def result_query(self) -> MetricQuery:
        """The query whose series is compared."""
        return self.definition.query(self.definition.result_id)

    @property
    def treatment(self) -> TreatMissingData:
        """What it makes of missing data."""
        return effective_treatment(self.definition, DEFAULT_OPTIONS)

    @cached_property
    def tells_of_a_sparse_metric(self) -> bool:
        """Whether it tells somebody of a metric that has no datapoint where nothing happens."""
        acts = bool(self.alarm.template_alarm.alarm_actions)
        metric = self.result
        return acts and not self.only_scales and metric is not None and metric.is_sparse

    @property
    def is_on_much(self) -> bool:
        """Whether much is bad."""
        return self.definition.comparison in _ABOVE

    @property
    def is_on_little(self) -> bool:
        """Whether little is bad."""
        return self.definition.comparison in _BELOW

    @cached_property
    def only_scales(self) -> bool:
        """Whether all that it does in ALARM is to scale: nobody is told, and OK says nothing."""
        actions = self.alarm.template_alarm.alarm_actions
        return bool(actions) and all(map(_is_scaling, actions))

    @cached_property
    def crossing(self) -> Crossing | None:
        """What its datapoints can do to its threshold; None where that is not known."""
        return crossing(self.definition, self.samples_of, is_part=is_part)

    def samples_of(self, query: MetricQuery) -> Interval:
        """Return between which numbers each sample of a query's metric lies."""
        known = self.metrics.get(query.id)
        return ANY if known is None else known.range

    def locate(self, name: str) -> Location:
        """Return the location of a property, or of the alarm if it does not set that."""
        if name in self.alarm.template_alarm.properties:
            return self.alarm.locate(name)
        return self.alarm.locate()


def known_alarms(subject: Subject) -> tuple[KnownAlarm, ...]:
    """Return the metric alarms of an assembly that can be evaluated."""
    return tuple(_known_alarms(subject))


def _known_alarms(subject: Subject) -> Iterator[KnownAlarm]:
    filtered = subject.memo(filtered_values)
    for alarm in subject.alarms:
        definition = None if alarm.deployed is None else alarm.deployed.definition
        if isinstance(definition, MetricAlarm):
            stack = alarm.template_alarm.stack
            metrics = {
                query.id: known_metric(
                    query.metric, filtered, setting_limit(query.metric, stack, subject)
                )
                for query in definition.queries
                if query.metric is not None
            }
            yield KnownAlarm(alarm=alarm, definition=definition, metrics=metrics)


def _is_scaling(action: Link) -> bool:
    if action.resource is not None:
        return action.resource.type in _SCALING_TYPES
    return _SCALING_ARN in action.arn
