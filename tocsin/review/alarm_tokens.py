"""What tells whether two alarms have something to do with each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly import Alarm

_ACTIONS = ("AlarmActions", "OKActions", "InsufficientDataActions")
_CHILD = re.compile(r"\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^()\"']*))\s*\)")
_OF_MANY = re.compile(r"\b(?:SELECT|SEARCH|METRICS)\b", re.IGNORECASE)
_OF_ALARM = ":alarm:"
_ANY = "any metric"
_SERVICE, _SEVERITY, _PAGED_BY = "tocsin:service", "tocsin:severity", "tocsin:paged-by"


@dataclass(frozen=True, kw_only=True, eq=False)
class AlarmTokens:
    """What tells whether two alarms have something to do with each other.

    Attributes:
        name: What it is called.
        read: What it reads, and what it is called.
        told: Whom it tells, and of which service.
        about: The names of alarms that its rule reads, that hold it back, or that page for it.
    """

    name: str
    read: frozenset[str]
    told: frozenset[str]
    about: frozenset[str]

    def share(self, wanted: frozenset[str]) -> bool:
        """Say whether it has any of some tokens; one that reads any metric is for all of them."""
        if not wanted:
            return False
        reads_any = _ANY in wanted or _ANY in self.read
        return reads_any or not (self.read.isdisjoint(wanted) and self.told.isdisjoint(wanted))


def tokens_of(alarm: Alarm) -> AlarmTokens:
    """Return what an alarm may share with others."""
    properties, name = alarm.resource.properties, alarm.name
    return AlarmTokens(
        name=name,
        read=frozenset((f"name {name}", *_read(properties))),
        told=frozenset(_told(alarm, properties)),
        about=frozenset(_about(alarm, properties)),
    )


def _read(properties: Mapping[str, object]) -> Iterator[str]:
    yield from _metric(properties)
    queries = properties.get("Metrics")
    for query in queries if isinstance(queries, list) else []:
        if not isinstance(query, dict):
            continue
        if _OF_MANY.search(str(query.get("Expression", ""))):
            yield _ANY
        stat = query.get("MetricStat")
        metric = stat.get("Metric") if isinstance(stat, dict) else None
        yield from _metric(metric if isinstance(metric, dict) else {})


def _metric(metric: Mapping[str, object]) -> Iterator[str]:
    """Yield each dimension of a metric, by which it is that of one thing; else the metric."""
    dimensions = metric.get("Dimensions")
    listed = dimensions if isinstance(dimensions, list) else []
    for each in listed:
        yield f"dimension {each.get('Value')}" if isinstance(each, dict) else _ANY
    if not listed and "MetricName" in metric:
        yield f"metric {metric.get('Namespace')} {metric['MetricName']}"


def _told(alarm: Alarm, properties: Mapping[str, object]) -> Iterator[str]:
    if "ActionsEnabled" in properties and not alarm.actions_enabled:
        return
    for name in _ACTIONS:
        listed = properties.get(name)
        for each in listed if isinstance(listed, list) else [listed]:
            if each is not None:
                yield f"{name} {each}"
    service = alarm.tags.get(_SERVICE) if _has_tags(alarm, properties) else None
    if service is not None:
        yield f"service {service} {alarm.tags.get(_SEVERITY, '')}"


def _about(alarm: Alarm, properties: Mapping[str, object]) -> Iterator[str]:
    if "AlarmRule" in properties:
        for quoted in _CHILD.finditer(str(properties["AlarmRule"])):
            yield _name(next((each for each in quoted.groups() if each is not None), ""))
    pager = alarm.tags.get(_PAGED_BY) if _has_tags(alarm, properties) else None
    for name in (properties.get("ActionsSuppressor"), pager):
        if name is not None:
            yield _name(str(name))


def _has_tags(alarm: Alarm, properties: Mapping[str, object]) -> bool:
    return "Tags" in properties or bool(alarm.stack.tags)


def _name(reference: str) -> str:
    """Return the name of an alarm that is referred to by name or by ARN."""
    return reference.rpartition(_OF_ALARM)[2].strip()
