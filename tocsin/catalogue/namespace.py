"""What is known of the metrics of one namespace, whichever resource publishes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from tocsin.catalogue.metric import Emission, Metric, Range

Dimensions = frozenset[str]
"""Names of dimensions that a metric is published with."""

Coverage = Literal["sets", "names", "open"]
"""How much is known of a namespace's dimensions: each set, at least each name, or not all names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A metric as the resources of one type publish it.

    Attributes:
        resource_type: The name of the type.
        metric: The metric.
        region: The only Region that has it, or None.
    """

    resource_type: str
    metric: Metric
    region: str | None


@dataclass(frozen=True, kw_only=True)
class MetricFacts:
    """Everything known of a metric by its namespace and name.

    Attributes:
        namespace: Its namespace.
        name: Its name.
        publications: It as each resource type publishes it; none if the catalogue has its name
            alone.
        further_sets: Sets of dimensions that AWS names, too, or that nobody can rule out.
    """

    namespace: str
    name: str
    publications: tuple[Publication, ...] = ()
    further_sets: frozenset[Dimensions] = frozenset()

    @cached_property
    def dimension_sets(self) -> frozenset[Dimensions]:
        """All sets of dimensions that it is published with; empty if none is known."""
        known = (each for one in self.publications for each in one.metric.dimension_sets)
        return frozenset(map(frozenset, known)) | self.further_sets

    def by(self, names: Iterable[str]) -> "MetricFacts":
        """Return what is known of it with some dimensions, or of all where no type has these."""
        asked = frozenset(names)
        found = tuple(
            each
            for each in self.publications
            if any(asked == frozenset(one) for one in each.metric.dimension_sets)
        )
        return replace(self, publications=found) if found else self

    @cached_property
    def range(self) -> Range:
        """The lowest and the highest value that it can have, as far as all types agree."""
        ranges = [each.metric.range for each in self.publications]
        lows = [low for low, _ in ranges if low is not None]
        highs = [high for _, high in ranges if high is not None]
        return (
            min(lows) if lows and len(lows) == len(ranges) else None,
            max(highs) if highs and len(highs) == len(ranges) else None,
        )

    @cached_property
    def units(self) -> frozenset[str]:
        """The units of its values."""
        return frozenset(each.metric.unit for each in self.publications)

    @cached_property
    def statistics(self) -> frozenset[str]:
        """The statistics that mean something for it."""
        return frozenset(one for each in self.publications for one in each.metric.statistics)

    @cached_property
    def emissions(self) -> frozenset[Emission]:
        """When it is published: one word where the types agree."""
        return frozenset(each.metric.emission for each in self.publications)

    @cached_property
    def interval(self) -> int | None:
        """The fewest seconds between two of its datapoints; None if some type has no interval."""
        intervals = [each.metric.interval for each in self.publications]
        known = [each for each in intervals if each is not None]
        return min(known) if known and len(known) == len(intervals) else None

    @cached_property
    def regions(self) -> frozenset[str | None]:
        """The only Regions that have it; None stands for that of the resource."""
        return frozenset(each.region for each in self.publications)

    @cached_property
    def resource_types(self) -> tuple[str, ...]:
        """The names of the types that publish it."""
        return tuple(each.resource_type for each in self.publications)


@dataclass(frozen=True, kw_only=True)
class NamespaceFacts:
    """What is known of a namespace.

    Attributes:
        name: The namespace.
        metrics: Its metrics by name.
        has_all_names: Whether AWS publishes no metric there whose name is not known.
        dimensions: How much is known of its dimensions.
        further_dimensions: Dimensions that AWS names, without the sets that they are in.
        meant: What is meant by names that people invent there: a metric, or `name of NAMESPACE`.
    """

    name: str
    metrics: Mapping[str, MetricFacts]
    has_all_names: bool
    dimensions: Coverage
    further_dimensions: frozenset[str]
    meant: Mapping[str, str]

    @cached_property
    def dimension_names(self) -> frozenset[str]:
        """All dimensions that are known of its metrics."""
        sets = (each for one in self.metrics.values() for each in one.dimension_sets)
        return frozenset().union(*sets, self.further_dimensions)
