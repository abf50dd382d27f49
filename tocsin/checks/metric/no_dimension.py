"""A metric without dimensions that AWS publishes only with some."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.dimension_sets import sets_text
from tocsin.checks.metric.read_metric import ReadMetric, read_metrics
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "metric/no-dimension"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(read_metrics):
        if each.reading.dimensions == {} and _has_always_some(each):
            yield _problem(each)


def _has_always_some(each: ReadMetric) -> bool:
    if each.known is None or each.facts is None or each.known.dimensions == "open":
        return False
    sets = each.facts.dimension_sets
    return bool(sets) and frozenset() not in sets


def _problem(each: ReadMetric) -> Problem:
    sets = each.facts.dimension_sets if each.facts else frozenset()
    return Problem(
        kind=_ID,
        where=each.metric_location("MetricName"),
        what=f"the alarm {each.alarm.name} reads {each.namespace} {each.name} without dimensions",
        fix=f"add Dimensions: {each.namespace} publishes {each.name} {sets_text(sets)}",
        why="a metric without dimensions is a metric of its own, and not the sum of those with "
        f"some: this one does not exist, so that {each.fate}",
    )


CHECK = Check(
    id=_ID,
    title="Each metric of AWS that needs dimensions is read with some.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html",
    ),
)
