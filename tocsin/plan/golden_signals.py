"""What a dashboard shows of a resource whatever its alarms are: the four golden signals.

Traffic comes first, because every other number means something only beside it:
https://sre.google/sre-book/monitoring-distributed-systems/
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import get_args

from tocsin.catalogue import Identifier, Metric, ResourceType, Role
from tocsin.plan.bound_resource import BoundResource
from tocsin.plan.specs import AlarmSpec, MetricSpec, SeriesSpec

ROLES: tuple[Role, ...] = get_args(Role)
"""In the order in which people ask for them."""

_BY_URGENCY: tuple[Role, ...] = ("errors", "latency", "saturation", "traffic")
"""Which signal an alarm on several is about: one on the share of errors reads traffic, too."""

_MOST_VARIANTS = 4
"""Of one metric, as one for each operation: more say less than what is calculated from them."""

_PERIOD = 60
_PERIOD_OF_RUNS = 300
"""Of what has a datapoint for each run, in no fixed interval."""

MetricName = tuple[str, str]
"""A namespace and a metric."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenSignals:
    """The golden signals of a resource in a Region.

    Attributes:
        service: The service that the resource belongs to.
        resource: Its name.
        region: The Region.
        roles: Which signal a metric is, for those that are one.
        words: What people call these metrics.
        series: What shows them, by signal.
    """

    service: str
    resource: str
    region: str
    roles: Mapping[MetricName, Role]
    words: Mapping[MetricName, str]
    series: tuple[tuple[Role, SeriesSpec], ...]

    def role_of(self, alarm: AlarmSpec) -> Role | None:
        """Return the signal that an alarm of the resource is about, if it is about one."""
        found = {self.roles.get((each.namespace, each.name)) for each in alarm.series.metrics}
        return next((role for role in _BY_URGENCY if role in found), None)


def golden_signals(resource: BoundResource, region: str) -> GoldenSignals:
    """Return the golden signals of *resource*, as far as it is named and its opt-ins are on.

    Args:
        resource: The resource.
        region: Where it is, unless its type has its metrics in one Region.
    """
    kind = resource.type
    shown = [metric for metric in kind.metrics.values() if metric.role is not None]
    is_named = set(kind.required_identifiers) <= set(resource.identifiers)
    return GoldenSignals(
        service=resource.service,
        resource=resource.name,
        region=kind.region or region,
        roles={(each.namespace, each.name): each.role for each in shown if each.role},
        words={(each.namespace, each.name): each.words for each in kind.metrics.values()},
        series=tuple(
            (role, series)
            for role in ROLES
            for metric in (shown if is_named else ())
            if metric.role == role and _is_on(resource, metric)
            for series in _series(resource, metric)
        ),
    )


def _is_on(resource: BoundResource, metric: Metric) -> bool:
    return metric.opt_in is None or metric.opt_in in resource.written.opt_ins


def _series(resource: BoundResource, metric: Metric) -> Iterator[SeriesSpec]:
    """Yield the series of a metric: several where a dimension has several constant values."""
    variants = _variants(resource, metric)
    shared = set.intersection(*({*each.items()} for each in variants)) if variants else set()
    for variant in variants:
        own = (value for name, value in variant.items() if (name, value) not in shared)
        yield _one(metric, variant, " ".join(own))


def _variants(resource: BoundResource, metric: Metric) -> list[dict[str, str]]:
    """Return the dimensions of each series: where there are many, of those that alarms read."""
    kind, given = resource.type, resource.identifiers
    choices = _dimensions(kind, given, metric)
    found = [dict(each) for each in product(*choices)] if choices is not None else []
    if len(found) > _MOST_VARIANTS:
        alarms = kind.alarms_for(given, opted_in=kind.opt_ins, settings=kind.settings)
        queries = (query for alarm in alarms for query in alarm.queries)
        read = [kind.dimensions_of(each, given) for each in queries if each.metric == metric.name]
        found = [each for number, each in enumerate(read) if each not in read[:number]]
    return found if len(found) <= _MOST_VARIANTS else []


def _one(metric: Metric, dimensions: Mapping[str, str], variant: str) -> SeriesSpec:
    statistic = _statistic(metric)
    label = f"{metric.name} ({statistic})"
    interval = metric.interval or _PERIOD_OF_RUNS
    return SeriesSpec(
        label=f"{variant} {label}" if variant else label,
        expression=None,
        metrics=(
            MetricSpec(
                id="value",
                namespace=metric.namespace,
                name=metric.name,
                dimensions=tuple(sorted(dimensions.items())),
                statistic=statistic,
                unit=metric.unit,
            ),
        ),
        period=max(_PERIOD, interval),
        unit=metric.unit,
    )


def _statistic(metric: Metric) -> str:
    """Return what is drawn: of latencies a percentile, for few users have the average."""
    percentiles = [each for each in metric.statistics if each.startswith("p")]
    return percentiles[0] if metric.role == "latency" and percentiles else metric.statistics[0]


def _dimensions(
    kind: ResourceType, given: Mapping[str, str], metric: Metric
) -> list[list[tuple[str, str]]] | None:
    """Return the choices for each dimension of the narrowest set that the resource can name."""
    by_name: dict[str, list[Identifier]] = {}
    for each in kind.identifiers.values():
        if each.constant is not None or each.name in given:
            by_name.setdefault(each.dimension, []).append(each)
    sets = [names for names in metric.dimension_sets if by_name.keys() >= set(names)]
    if not sets:
        return None
    return [
        [(name, _value(each, given)) for each in _own(by_name[name])] for name in max(sets, key=len)
    ]


def _own(identifiers: Iterable[Identifier]) -> list[Identifier]:
    """Return the identifier that names the resource, or all constants if none does.

    Others of the same dimension name something beside it, as a dead-letter queue.
    """
    found = list(identifiers)
    named = [each for each in found if each.constant is None]
    return sorted(named, key=lambda each: not each.required)[:1] or found


def _value(identifier: Identifier, given: Mapping[str, str]) -> str:
    return given[identifier.name] if identifier.constant is None else identifier.constant
