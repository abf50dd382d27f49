"""The whole catalogue, for rules that each of its types, metrics and alarms has to keep.

There are hundreds of alarms: a rule is one test, which names everything that breaks it.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from tocsin.catalogue import (
    Identifier,
    Metric,
    RecommendedAlarm,
    ResourceType,
    load_resource_type,
    resource_types,
)


@cache
def kinds() -> tuple[ResourceType, ...]:
    """Return all resource types of the catalogue."""
    return tuple(map(load_resource_type, resource_types()))


def metrics() -> Iterator[tuple[ResourceType, Metric]]:
    """Yield each metric with its type."""
    return ((kind, metric) for kind in kinds() for metric in kind.metrics.values())


def alarms() -> Iterator[tuple[ResourceType, RecommendedAlarm]]:
    """Yield each alarm with its type."""
    return ((kind, alarm) for kind in kinds() for alarm in kind.alarms.values())


def identifiers() -> Iterator[tuple[ResourceType, Identifier]]:
    """Yield each identifier with its type."""
    return ((kind, each) for kind in kinds() for each in kind.identifiers.values())


def wrong_types(holds: Callable[[ResourceType], bool]) -> list[str]:
    """Return the names of the types for which *holds* does not."""
    return [kind.name for kind in kinds() if not holds(kind)]


def wrong_metrics(holds: Callable[[ResourceType, Metric], bool]) -> list[str]:
    """Return the names of the metrics for which *holds* does not."""
    return [f"{kind.name}: {each.name}" for kind, each in metrics() if not holds(kind, each)]


def wrong_alarms(holds: Callable[[ResourceType, RecommendedAlarm], bool]) -> list[str]:
    """Return the names of the alarms for which *holds* does not."""
    return [f"{kind.name}: {each.id}" for kind, each in alarms() if not holds(kind, each)]


def wrong_identifiers(holds: Callable[[Identifier], bool]) -> list[str]:
    """Return the names of the identifiers for which *holds* does not."""
    return [f"{kind.name}: {each.name}" for kind, each in identifiers() if not holds(each)]


def published(kind: ResourceType, names: Iterable[str]) -> frozenset[str]:
    """Return the dimensions that identifiers of a type stand for."""
    return frozenset(kind.identifiers[name].dimension for name in names)


def example_settings(kind: ResourceType) -> dict[str, float]:
    """Return the settings of the examples of a type."""
    return {each.name: each.value_of(each.example) for each in kind.settings.values()}
