"""What alarms watch: the metrics of which they tell, found by the resources that these are of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tocsin.assembly import MetricReading, Reference, Stack
from tocsin.catalogue import find_metric
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.coverage.directions import (
    EITHER,
    Direction,
    directions_of_comparison,
    directions_of_ids,
)
from tocsin.inventory import Identity, Watchable, identity_of
from tocsin.metric_math import metric_of_insights

COUNT = "SampleCount"
_OPEN = "${"
_GIVING_OTHERS = ("AWS::CloudFormation::", "AWS::SSM::Parameter", "Custom::")
"""Types whose attributes may be the names of anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A metric of which an alarm tells.

    Attributes:
        alarm: What the alarm is called.
        dimensions: What its dimensions have, by name; None for a value that only a deployment
            knows. None altogether if it stands for every resource of the account and Region.
        directions: Where the metric goes when the alarm fires.
        is_count: Whether it counts values, whatever they are.
        account: The account whose metric it is, if known.
        region: Its Region, if known.
    """

    alarm: str
    dimensions: Mapping[str, Identity | None] | None
    directions: frozenset[Direction]
    is_count: bool
    account: str | None
    region: str | None

    def concerns(self, resource: Watchable) -> bool:
        """Tell whether it is a metric of a resource, or of all such resources."""
        if not _may_be(self.account, resource.account):
            return False
        if resource.type.region is None and not _may_be(self.region, resource.region):
            return False
        named = resource.identities_of_dimensions
        return all(
            identity is None or name not in named or identity in named[name]
            for name, identity in (self.dimensions or {}).items()
        )


def _may_be(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


MetricId = tuple[str, str]
"""Namespace and name."""


@dataclass(slots=True)
class Watches:
    """All that alarms watch.

    What names no resource is kept once for each metric, place and direction, however many alarms
    there are, so that looking through it takes no time.
    """

    _by_value: dict[tuple[MetricId, str, Identity], list[Watch]] = field(default_factory=dict)
    _unnamed: dict[MetricId, dict[object, Watch]] = field(default_factory=dict)

    @classmethod
    def of(cls, alarms: Iterable[CheckedAlarm]) -> "Watches":
        """Return what some alarms watch."""
        watches = cls()
        for alarm in alarms:
            for metric, watch in _watches(alarm):
                watches._add(metric, watch)
        return watches

    def _add(self, metric: MetricId, watch: Watch) -> None:
        known = {
            name: identity
            for name, identity in (watch.dimensions or {}).items()
            if identity is not None
        }
        for name, identity in known.items():
            self._by_value.setdefault((metric, name, identity), []).append(watch)
        if not known:
            alike = (watch.directions, watch.is_count, watch.account, watch.region)
            self._unnamed.setdefault(metric, {}).setdefault(alike, watch)

    def of_resource(self, metric: MetricId, resource: Watchable) -> Iterator[Watch]:
        """Yield what is watched of a metric of a resource."""
        for name, identities in resource.identities_of_dimensions.items():
            for identity in identities:
                for watch in self._by_value.get((metric, name, identity), ()):
                    if watch.concerns(resource):
                        yield watch
        for watch in self._unnamed.get(metric, {}).values():
            if watch.concerns(resource):
                yield watch


def _watches(alarm: CheckedAlarm) -> Iterator[tuple[MetricId, Watch]]:
    fires = directions_of_comparison(alarm.template_alarm.properties.get("ComparisonOperator"))
    expressions = dict(_expressions(alarm))
    for reading in alarm.readings:
        metric = _metric(reading)
        directions = fires if reading.is_returned else _carried(reading, expressions, fires)
        if metric is not None and directions:
            yield metric, _watch(alarm, reading, directions)
    for expression in expressions.values():
        queried = metric_of_insights(expression.text)
        if queried is not None:
            yield queried, _of_all(alarm)


@dataclass(frozen=True, slots=True)
class _Expression:
    text: str
    is_returned: bool


def _expressions(alarm: CheckedAlarm) -> Iterator[tuple[str, _Expression]]:
    queries = alarm.template_alarm.properties.get("Metrics")
    for query in queries if isinstance(queries, list) else ():
        text = query.get("Expression") if isinstance(query, dict) else None
        if isinstance(text, str):
            yield str(query.get("Id")), _Expression(text, query.get("ReturnData") is not False)


def _carried(
    reading: MetricReading, expressions: Mapping[str, _Expression], fires: frozenset[Direction]
) -> frozenset[Direction]:
    """Return where a metric of an expression goes when the alarm fires; nothing if it only gates.

    An expression that cannot be read is given the benefit of the doubt.
    """
    texts = {name: each.text for name, each in expressions.items()}
    found = [
        directions_of_ids(each.text, texts, fires)
        for each in expressions.values()
        if each.is_returned
    ]
    known = [each for each in found if each is not None]
    if len(known) < len(found) or not known:
        return EITHER
    return frozenset().union(*(each.get(reading.query_id, ()) for each in known))


def _metric(reading: MetricReading) -> MetricId | None:
    if reading.namespace is None or reading.name is None:
        return None
    facts = find_metric(reading.namespace, reading.name)
    names = reading.dimension_names
    # What is not published with these dimensions is not read: another check says so.
    if facts and facts.dimension_sets and names is not None and names not in facts.dimension_sets:
        return None
    return reading.namespace, reading.name


def _watch(alarm: CheckedAlarm, reading: MetricReading, directions: frozenset[Direction]) -> Watch:
    stack = alarm.template_alarm.stack
    return Watch(
        alarm=alarm.name,
        dimensions=None
        if reading.dimensions is None
        else {name: _identity(value, stack) for name, value in reading.dimensions.items()},
        directions=directions,
        is_count=reading.statistic == COUNT,
        account=reading.account or stack.account,
        region=stack.region,
    )


def _identity(value: str | None, stack: Stack) -> Identity | None:
    """Return what the value of a dimension is; None if only a deployment knows whose it is."""
    if value is None:
        return None
    if isinstance(value, Reference) and value.resource.type.startswith(_GIVING_OTHERS):
        return None if _OPEN in value else identity_of(value, stack)
    return identity_of(value, stack)


def _of_all(alarm: CheckedAlarm) -> Watch:
    """Return what a query watches: whatever its WHERE says, resources may be among it."""
    stack = alarm.template_alarm.stack
    return Watch(
        alarm=alarm.name,
        dimensions=None,
        directions=EITHER,
        is_count=False,
        account=stack.account,
        region=stack.region,
    )
