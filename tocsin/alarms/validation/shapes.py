"""Which properties there are, at the top of an alarm and within each of them.

CloudFormation refuses a key that it does not know, wherever it stands.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
"""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from tocsin.alarms.property_reader import PropertyReader
from tocsin.diagnostics import KeyPath, dotted, nearest

Shape: TypeAlias = "Mapping[str, Shape | None]"
"""The keys of a mapping, or of each mapping in a list; None where any value may stand."""


_LISTS: Final = frozenset({"Dimensions", "Metrics", "Tags"})


def _keys(*names: str, **nested: Shape) -> Shape:
    return {**dict.fromkeys(names), **nested}


_TAGS_PROPAGATION: Final = _keys("Enabled", "ExcludedTagKeys", "IncludedTagKeys")
OF_EVERY_ALARM: Final = _keys(
    "ActionsEnabled",
    "AlarmActions",
    "AlarmDescription",
    "AlarmName",
    "InsufficientDataActions",
    "OKActions",
    Tags=_keys("Key", "Value"),
    ActionConfiguration=_keys(AlarmTagsPropagation=_TAGS_PROPAGATION),
)
"""What metric, composite and log alarms have in common."""

WARM_UP: Final = _keys("OnlyStartEvaluatingAfterWarmUpPeriodEnds", "WarmUpPeriodDurationInMinutes")
_DIMENSIONS: Final = _keys("Name", "Value")
_METRIC: Final = _keys("MetricName", "Namespace", Dimensions=_DIMENSIONS)
_METRIC_STAT: Final = _keys("Period", "Stat", "Unit", Metric=_METRIC)
_QUERY: Final = _keys(
    "AccountId", "Expression", "Id", "Label", "Period", "ReturnData", MetricStat=_METRIC_STAT
)
_PROMQL: Final = _keys("PendingPeriod", "Query", "RecoveryPeriod")
METRIC_ALARM: Final[Shape] = {
    **OF_EVERY_ALARM,
    **_keys(
        "ComparisonOperator",
        "DatapointsToAlarm",
        "EvaluateLowSampleCountPercentile",
        "EvaluationInterval",
        "EvaluationPeriods",
        "ExtendedStatistic",
        "MetricName",
        "Namespace",
        "Period",
        "Statistic",
        "Threshold",
        "ThresholdMetricId",
        "TreatMissingData",
        "Unit",
        Dimensions=_DIMENSIONS,
        EvaluationCriteria=_keys(PromQLCriteria=_PROMQL),
        EvaluationWindow=_keys("SlidingWindow", WallClockWindow=_keys("Timezone")),
        Metrics=_QUERY,
        WarmUpConfiguration=WARM_UP,
    ),
}


def check_shape(reader: PropertyReader, shape: Shape, *, what: str) -> None:
    """Report each key that does not exist where it stands.

    Args:
        reader: The properties.
        shape: Which there are.
        what: What they are of: `a metric alarm`.
    """
    for path, known in _unknown(reader.properties, shape, ()):
        name = str(path[-1])
        fix = _belongs_into(name, known) or nearest(name, known) or "remove it"
        where = reader.location(*path)
        kind = f"{reader.room}/unknown-property"
        reader.collector.report(kind, where, f"{what} has no such property here", fix)


def _unknown(
    properties: Mapping[str, object], shape: Shape, above: KeyPath
) -> Iterator[tuple[KeyPath, Shape]]:
    """Yield the path of each key that does not exist, and the shape that lacks it."""
    for name, value in properties.items():
        if name not in shape:
            yield (*above, name), shape
            continue
        nested = shape[name]
        if nested is None:
            continue
        if isinstance(value, Mapping):
            yield from _unknown(value, nested, (*above, name))
        elif isinstance(value, list | tuple):
            for index, item in enumerate(value):
                if isinstance(item, Mapping):
                    yield from _unknown(item, nested, (*above, name, index))


def _belongs_into(name: str, shape: Shape) -> str:
    """Say in which property a key belongs that stands too high; empty if in none or in several."""
    found = [path for path in _paths(shape) if path[-1] == name]
    return f"move it into {dotted(found[0][:-1])}" if len(found) == 1 else ""


def _paths(shape: Shape, above: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the paths of the keys within others, but for those in lists, which are many places."""
    for name, nested in shape.items():
        if above:
            yield (*above, name)
        if nested is not None and name not in _LISTS:
            yield from _paths(nested, (*above, name))
