"""What CloudWatch would refuse of an alarm, or take in vain, said where the viewpoint decides it.

What it refuses is known to the evaluation of alarms, which reads the same properties as CloudWatch
does. Here each property leads back to the line that it was made from.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from tocsin.alarms import Examiner, validate
from tocsin.diagnostics import KeyPath, Problem
from tocsin.plan.alarm_properties import (
    Properties,
    action_properties,
    alarm_properties,
    series_properties,
)
from tocsin.plan.period import is_evaluated
from tocsin.plan.specs import AlarmSpec, MetricSpec, SeriesSpec, partition, qualified
from tocsin.plan.stage_context import StageContext

_WHY = "CloudWatch refuses an alarm on it, and a deployment stops in the middle."
_ANY_ALARM: Properties = {
    "ComparisonOperator": "GreaterThanThreshold",
    "Threshold": 0,
    "EvaluationPeriods": 1,
}
_REMEMBERED = 4096
_EXAMINER = Examiner()
"""What it learns of the alarms of one stage holds for those of the others."""
_OF_ALARMS_ALONE = frozenset({"math/not-a-series", "math/search", "math/too-many-queries"})
"""What is no fault of a metric that is only looked at."""

_SAID_BY_PERIOD = frozenset({"alarm/period", "alarm/window"})
_SAID_BY_PLAN = frozenset({"metric/resolution"})
"""What the plan says itself, as it knows how often each metric is published."""
_TAGS = "Tags"
"""What tags may be is said where the plan makes them, once for all alarms."""

_FIXES = {
    "math/unknown-id": "add it to 'of' with the metric that it stands for",
    "math/search": "name each metric in 'of'",
    "math/too-many-queries": "calculate it from fewer metrics, or publish the sum itself",
    "missing-data/unclearable": "ask for all of the periods, or write missing: notBreaching if the "
    "metric is not there in every period",
    "threshold/always": "change the condition, or write missing: notBreaching",
    "threshold/never": "change the condition, or write missing: breaching if silence is what "
    "it is for",
}
"""What to change, in the words of a viewpoint, by the kind of the problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricPlaces:
    """Where in the viewpoint stands what a metric of an alarm is made of.

    Attributes:
        whole: The metric, or the resource that has it.
        properties: Where single properties of it stand, by CloudFormation's name.
        dimensions: Where the values of its dimensions stand, by their names.
    """

    whole: KeyPath
    properties: Mapping[str, KeyPath] = field(default_factory=dict)
    dimensions: Mapping[str, KeyPath] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmPlaces:
    """Where in the viewpoint stands what an alarm is made of.

    Attributes:
        whole: What decides that there is the alarm.
        properties: Where single properties of it stand, by CloudFormation's name.
        queries: Where its metrics are chosen.
        expression: Where its expression stands.
        metrics: Where its metrics stand, by their ids.
    """

    whole: KeyPath
    properties: Mapping[str, KeyPath] = field(default_factory=dict)
    queries: KeyPath | None = None
    expression: KeyPath | None = None
    metrics: Mapping[str, MetricPlaces] = field(default_factory=dict)

    def of(self, path: KeyPath, metrics: tuple[MetricSpec, ...]) -> KeyPath:
        """Return where that stands which the property at *path* is made from."""
        match path:
            case ("Metrics",):
                return self.queries or self.whole
            case ("Metrics", 0, *_):
                return self.expression or self.whole
            case ("Metrics", int(number), *inner):
                # The expression is the first query.
                return self._of_metric(metrics[number - 1], inner)
            case (name, *_) if name in self.properties:
                return self.properties[str(name)]
            case _ if len(metrics) == 1:
                return self._of_metric(metrics[0], path)
        return self.whole

    def _of_metric(self, metric: MetricSpec, path: Iterable[str | int]) -> KeyPath:
        places, keys = self.metrics.get(metric.id), list(path)
        if places is None:
            return self.whole
        if "Dimensions" in keys:
            number = next((each for each in keys if isinstance(each, int)), None)
            name = "" if number is None else metric.dimensions[number][0]
            return places.dimensions.get(name, places.properties.get("Dimensions", places.whole))
        found = (places.properties[key] for key in map(str, keys) if key in places.properties)
        return next(found, places.whole)


def check_alarm(context: StageContext, places: AlarmPlaces, alarm: AlarmSpec) -> None:
    """Report everything for which CloudWatch would refuse *alarm*, and what it takes in vain."""
    region, account = alarm.region, context.stage.account
    # The topic of its severity in its own Region.
    topic = qualified(context.viewpoint.system, context.stage_name, alarm.severity)
    topic_arn = f"arn:{partition(region)}:sns:{region}:{account}:{topic}"
    says_period = not is_evaluated(alarm.series.period, alarm.evaluation_periods)
    said = _SAID_BY_PLAN | (_SAID_BY_PERIOD if says_period else frozenset())
    _relay(context, places, alarm.series, _found(alarm, topic_arn, account), said=said)


@lru_cache(maxsize=_REMEMBERED)
def _found(alarm: AlarmSpec, topic_arn: str, account: str) -> tuple[Problem, ...]:
    """Return what CloudWatch refuses of an alarm, or else what it takes in vain.

    It is remembered: whoever checks one viewpoint after each change has nearly all alarms again.
    """
    properties = {**alarm_properties(alarm), **action_properties(alarm, topic_arn)}
    return _EXAMINER.problems(properties, account=account, region=alarm.region)


def check_series(context: StageContext, places: AlarmPlaces, series: SeriesSpec) -> None:
    """Report everything for which CloudWatch would refuse any alarm on *series*."""
    properties = {**_ANY_ALARM, **series_properties(series)}
    said = _SAID_BY_PERIOD | _OF_ALARMS_ALONE
    _relay(context, places, series, validate(properties), said=said)


def _relay(
    context: StageContext,
    places: AlarmPlaces,
    series: SeriesSpec,
    problems: Iterable[Problem],
    *,
    said: frozenset[str],
) -> None:
    for problem in problems:
        if problem.kind not in said and problem.where.key_path[:1] != (_TAGS,):
            key_path = places.of(problem.where.key_path, series.metrics)
            fix = _FIXES.get(problem.kind, problem.fix)
            why = _WHY if problem.is_error else problem.why
            context.relay(replace(problem, fix=fix, why=why), key_path)
