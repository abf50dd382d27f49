"""The metrics of their own that an assembly publishes, as far as its templates say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.checks.metric_filters import dimensions_of, metric_filters
from tocsin.checks.names_alike import AlikeNames
from tocsin.checks.publisher.embedded_metrics import embedded_metrics, says_all
from tocsin.checks.publisher.inline_code import inline_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly import Part, Stack
    from tocsin.checks.subject import Subject

_NO_UNIT = "None"
_WORD = re.compile(r"[A-Za-z0-9_.\-/#]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedMetric:
    """A metric that the templates show how it is published.

    Attributes:
        part: Where it is named.
        by: What publishes it, as `the metric filter Errors`.
        namespace: Its namespace.
        name: Its name.
        dimension_sets: The names of the dimensions that it has datapoints with; None if not known.
        unit: Its unit; None if that is not known.
    """

    part: Part
    by: str
    namespace: str
    name: str
    dimension_sets: frozenset[frozenset[str]] | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """All of them.

    Attributes:
        by_namespace: Those of each namespace by name; a metric may have several publishers.
        words: Words of code in the templates, which may publish more under names of these.
        alike_namespaces: Finds the namespaces that are called nearly like another.
        alike_names: Finds the metrics of each namespace that are called nearly like another.
    """

    by_namespace: Mapping[str, Mapping[str, tuple[PublishedMetric, ...]]]
    words: frozenset[str]
    alike_namespaces: AlikeNames
    alike_names: Mapping[str, AlikeNames]

    def metrics(self, namespace: str | None, name: str | None) -> tuple[PublishedMetric, ...]:
        """Return what publishes a metric, in whatever account and Region."""
        if namespace is None or name is None:
            return ()
        return self.by_namespace.get(namespace, {}).get(name, ())

    def metrics_at(
        self, stack: Stack, namespace: str | None, name: str | None
    ) -> tuple[PublishedMetric, ...]:
        """Return what publishes a metric where a stack is, as far as that is known."""
        found = self.metrics(namespace, name)
        return tuple(each for each in found if may_share_place(stack, each.part.resource.stack))

    def may_come_from_code(self, name: str) -> bool:
        """Return whether code in the templates names a metric."""
        return set(_WORD.findall(name)) <= self.words


def may_share_place(one: Stack, other: Stack) -> bool:
    """Return whether two stacks are in one account and Region, or may be."""
    pairs = ((one.account, other.account), (one.region, other.region))
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)


def published(subject: Subject) -> Published:
    """Return what an assembly publishes."""
    found: dict[str, dict[str, list[PublishedMetric]]] = {}
    for metric in (*_of_metric_filters(subject), *_of_code(subject)):
        found.setdefault(metric.namespace, {}).setdefault(metric.name, []).append(metric)
    return Published(
        by_namespace={
            namespace: {name: tuple(metrics) for name, metrics in by_name.items()}
            for namespace, by_name in found.items()
        },
        words=frozenset(_words(subject)),
        alike_namespaces=AlikeNames(found),
        alike_names={namespace: AlikeNames(by_name) for namespace, by_name in found.items()},
    )


def _of_metric_filters(subject: Subject) -> Iterator[PublishedMetric]:
    for metric_filter in subject.memo(metric_filters):
        for part in metric_filter.transformations:
            namespace, name = part.at("MetricNamespace").text, part.at("MetricName").text
            if namespace is None or name is None:
                continue
            dimensions, unit = dimensions_of(part), part.at("Unit")
            yield PublishedMetric(
                part=part.at("MetricName"),
                by=f"the metric filter {metric_filter.resource.logical_id}",
                namespace=namespace,
                name=name,
                dimension_sets=None if dimensions is None else frozenset({dimensions}),
                unit=unit.text if unit.is_there or not unit.is_known else _NO_UNIT,
            )


def _of_code(subject: Subject) -> Iterator[PublishedMetric]:
    for code in subject.memo(inline_code):
        for metric in embedded_metrics(str(code.value)):
            yield PublishedMetric(
                part=code,
                by=f"the code of {code.resource.logical_id}",
                namespace=metric.namespace,
                name=metric.name,
                dimension_sets=metric.dimension_sets,
                unit=metric.unit,
            )


def _words(subject: Subject) -> Iterator[str]:
    """Yield the words of code that does not say in a form that is read here what it publishes."""
    for code in subject.memo(inline_code):
        text = str(code.value)
        if not says_all(text):
            yield from _WORD.findall(text)
