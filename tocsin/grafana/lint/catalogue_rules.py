"""Rules that ask the catalogue: whether AWS publishes what a query reads."""

from collections.abc import Iterable, Iterator

from tocsin.catalogue import MetricFacts, NamespaceFacts, load_namespace
from tocsin.diagnostics import did_you_mean, quoted
from tocsin.grafana.lint.document import Json, at, mapping, queries, text
from tocsin.grafana.lint.rule import Report, Rule

_OF_AWS = "AWS/"
"""What the namespaces of AWS begin with, but for a few; in others anybody may publish anything.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
"""

_MOST_SETS = 5


def _read(dashboard: Json) -> Iterator[tuple[Json, Json, NamespaceFacts]]:
    """Yield panel, query and namespace of each query that reads a metric of AWS."""
    for panel, target in queries(dashboard, "Metrics"):
        namespace = text(target.get("namespace"))
        known = load_namespace(namespace) if namespace.startswith(_OF_AWS) else None
        if known is not None and not text(target.get("expression")):
            yield panel, target, known


def _unknown(dashboard: Json, report: Report) -> None:
    for panel, target, known in _read(dashboard):
        name = text(target.get("metricName"))
        meant = known.meant.get(name)
        if name in known.metrics or (meant is None and not known.has_all_names) or "$" in name:
            continue
        report(
            at(panel, target),
            f"{known.name} has no metric {quoted(name)}",
            f"use {meant}" if meant else did_you_mean(name, known.metrics),
        )


def _dimensions(dashboard: Json, report: Report) -> None:
    for panel, target, known in _read(dashboard):
        facts = known.metrics.get(text(target.get("metricName")))
        names = frozenset(mapping(target.get("dimensions")))
        if facts is None or target.get("matchExact") is False or _are_possible(names, facts, known):
            continue
        report(
            at(panel, target),
            f"it reads {quoted(facts.name)} {_by(names)}",
            f"it is published {', or '.join(_sets(facts))}",
        )


def _are_possible(names: frozenset[str], facts: MetricFacts, known: NamespaceFacts) -> bool:
    """Say whether a metric may have these dimensions, as far as the catalogue knows them all."""
    if known.dimensions == "open" or not facts.dimension_sets or names in facts.dimension_sets:
        return True
    return known.dimensions == "names" and bool(names) and names <= known.dimension_names


def _sets(facts: MetricFacts) -> Iterator[str]:
    ordered = sorted(facts.dimension_sets, key=lambda each: (len(each), *sorted(each)))
    yield from map(_by, ordered[:_MOST_SETS])


def _by(names: Iterable[str]) -> str:
    return f"by {' and '.join(sorted(names))}" if names else "without dimensions"


CATALOGUE_RULES = (
    Rule(
        id="metric-query/unknown-metric",
        level="error",
        check=_unknown,
        why="CloudWatch takes any name: the panel stays empty, as if nothing happened",
    ),
    Rule(
        id="metric-query/dimensions",
        level="error",
        check=_dimensions,
        why="CloudWatch matches the whole set of dimensions and takes any: the panel stays empty",
    ),
)
