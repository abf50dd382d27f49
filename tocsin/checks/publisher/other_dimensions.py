"""An alarm on a metric with other dimensions than those it is published with."""

from collections.abc import Iterable, Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.publisher.published import PublishedMetric, published
from tocsin.checks.publisher.readings import own_readings
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "publisher/other-dimensions"


def _find(subject: Subject) -> Iterator[Verdict]:
    known = subject.memo(published)
    if not known.by_namespace:
        return
    for alarm, reading in subject.memo(own_readings):
        here = alarm.resource.stack
        metrics = known.metrics_at(here, reading.namespace, reading.name)
        sets = _sets(metrics)
        names = reading.dimension_names
        if not sets or names is None or names in sets:
            continue
        if known.may_come_from_code(str(reading.name)):
            continue
        yield Problem(
            kind=_ID,
            where=alarm.locate(*reading.metric_path, "Dimensions"),
            what=f"the alarm reads {reading.namespace} {reading.name} {_with(names)}, and "
            f"{metrics[0].by} publishes it {' or '.join(sorted(map(_with, sets)))}",
            fix=_fix(sets),
            why="a metric with dimensions and one without are two metrics to CloudWatch, which "
            "adds nothing up: the alarm never gets data",
        )


def _sets(metrics: tuple[PublishedMetric, ...]) -> frozenset[frozenset[str]]:
    """Return the dimensions of all publishers; none if those of one are not known."""
    found: set[frozenset[str]] = set()
    for metric in metrics:
        if metric.dimension_sets is None:
            return frozenset()
        found |= metric.dimension_sets
    return frozenset(found)


def _with(names: Iterable[str]) -> str:
    listed = sorted(names)
    return f"with the dimensions {', '.join(listed)}" if listed else "without dimensions"


def _fix(sets: frozenset[frozenset[str]]) -> str:
    if sets == {frozenset()}:
        return "remove Dimensions here, or add them where it is published"
    return "name exactly these dimensions here, each with a value; or publish it as it is read"


CHECK = Check(
    id=_ID,
    title="Alarms read metrics with the dimensions with which the templates publish them.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html",
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html",
    ),
)
