"""Which of the alarms that the catalogue recommends are there, by resource and in all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tocsin.catalogue import RecommendedAlarm, Severity
from tocsin.checks.coverage.directions import directions_of_recommended
from tocsin.checks.coverage.watch import COUNT, Watches
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Location
from tocsin.inventory import UnwantedAlarm, Watchable, watchables

WEIGHTS: Mapping[Severity, int] = {"critical": 9, "warning": 3, "info": 1}
"""How much an alarm counts: a critical one as much as three warnings, and these as three infos."""


_ROUNDING = 1e-9
"""A share such as 29 of 100 is a little less in binary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedAlarm:
    """An alarm that the catalogue recommends for a resource.

    Attributes:
        recommended: The alarm.
        found: What the alarm is called that tells the same; None if none does.
    """

    recommended: RecommendedAlarm
    found: str | None

    @property
    def weight(self) -> int:
        """How much it counts."""
        return WEIGHTS[self.recommended.severity]


@dataclass(frozen=True, kw_only=True)
class ResourceCoverage:
    """How a resource is watched.

    Attributes:
        resource: The resource.
        alarms: The alarms that the catalogue recommends for it, the severest first.
        is_watched: Whether any alarm reads any of its metrics.
        because: Why those that are missing are not expected; empty if they are.
    """

    resource: Watchable
    alarms: tuple[ExpectedAlarm, ...]
    is_watched: bool
    because: str = ""

    @property
    def missing(self) -> tuple[RecommendedAlarm, ...]:
        """What is recommended and not there, the severest first."""
        return tuple(each.recommended for each in self.alarms if each.found is None)

    @property
    def weight(self) -> int:
        """How much all of its alarms count that are expected."""
        return self.weight_found if self.because else sum(each.weight for each in self.alarms)

    @property
    def weight_found(self) -> int:
        """How much those count that are there."""
        return sum(each.weight for each in self.alarms if each.found is not None)

    @property
    def score(self) -> float:
        """The share of its alarms that is there, weighted, from 0 to 1."""
        return self.weight_found / self.weight if self.weight else 1.0


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How resources are watched.

    Attributes:
        resources: Each for which the catalogue recommends alarms, in the order of the templates.
        left_out: How many resources there are of stacks that Tocsin builds: it watches its own ways
            to people by other means than the alarms that the catalogue recommends.
    """

    resources: tuple[ResourceCoverage, ...]
    left_out: int = 0

    @property
    def score(self) -> float:
        """The share of the recommended alarms that is there, weighted, from 0 to 1.

        It is 1 where nothing is recommended.
        """
        weight = sum(each.weight for each in self.resources)
        found = sum(each.weight_found for each in self.resources)
        return found / weight if weight else 1.0

    def waived(self, reasons: Mapping[Location, str]) -> "Coverage":
        """Return it without the missing alarms of some resources, by where these stand."""
        resources = (
            replace(each, because=reasons.get(each.resource.where, "")) if each.missing else each
            for each in self.resources
        )
        return replace(self, resources=tuple(resources))


def coverage_of(subject: Subject) -> Coverage:
    """Return how the resources of an assembly are watched, and those that are named beside it."""
    return subject.memo(_coverage)


def _coverage(subject: Subject) -> Coverage:
    watches = Watches.of(subject.alarms)
    resources = (*watchables(subject.assembly), *subject.named_resources)
    wanted = (_wanted(each, subject.unwanted) for each in resources)
    return Coverage(
        resources=tuple(_of_resource(each, watches) for each in wanted if each.alarms),
        left_out=len(watchables(subject.assembly, of_tocsin=True)),
    )


def _wanted(resource: Watchable, unwanted: Iterable[UnwantedAlarm]) -> Watchable:
    """Return a resource without the recommended alarms that somebody does not want."""
    without = {each.alarm for each in unwanted if each.concerns(resource)}
    if not without:
        return resource
    return replace(
        resource, alarms=tuple(each for each in resource.alarms if each.id not in without)
    )


def _of_resource(resource: Watchable, watches: Watches) -> ResourceCoverage:
    ordered = sorted(resource.alarms, key=lambda alarm: -WEIGHTS[alarm.severity])
    alarms = tuple(
        ExpectedAlarm(recommended=alarm, found=_found(resource, alarm, watches))
        for alarm in ordered
    )
    is_watched = any(each.found for each in alarms) or _is_read(resource, watches)
    return ResourceCoverage(resource=resource, alarms=alarms, is_watched=is_watched)


def _found(resource: Watchable, alarm: RecommendedAlarm, watches: Watches) -> str | None:
    """Return an alarm that reads a metric of a recommended one and fires when that moves so."""
    directions = directions_of_recommended(alarm)
    for query in alarm.queries:
        metric = resource.type.metrics[query.metric]
        for watch in watches.of_resource((metric.namespace, metric.name), resource):
            is_alike = watch.is_count == (query.statistic == COUNT)
            if is_alike and not watch.directions.isdisjoint(directions.get(query.id, ())):
                return watch.alarm
    return None


def _is_read(resource: Watchable, watches: Watches) -> bool:
    """Tell whether any alarm reads any metric of a resource, whatever is recommended."""
    metrics = ((metric.namespace, metric.name) for metric in resource.type.metrics.values())
    return any(True for metric in metrics for _ in watches.of_resource(metric, resource))


def percent(score: float) -> int:
    """Return a score in whole percent, rounded down: only what is complete has 100."""
    return int(score * 100 + _ROUNDING)
