"""An alarm on a metric whose name is nearly that of one which the templates publish."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.publisher.published import PublishedMetric, published
from tocsin.checks.publisher.readings import own_readings
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID = "publisher/other-name"


def _find(subject: Subject) -> Iterator[Verdict]:
    known = subject.memo(published)
    if not known.by_namespace:
        return
    read = {(reading.namespace, reading.name) for _, reading in subject.memo(own_readings)}
    for alarm, reading in subject.memo(own_readings):
        by_name = known.by_namespace.get(str(reading.namespace), {})
        name = str(reading.name)
        if name in by_name or known.may_come_from_code(name):
            continue
        # One that another alarm reads is a metric of its own, however alike their names are.
        alike = known.alike_names[str(reading.namespace)].find(name) if by_name else ()
        near = next((each for each in alike if (reading.namespace, each) not in read), None)
        if near is not None:
            yield Problem(
                kind=_ID,
                where=alarm.locate(*reading.metric_path, "MetricName"),
                what=f"the alarm reads {quoted(name)} of {reading.namespace}, and "
                f"{_first(by_name[near])} publishes {quoted(near)}",
                fix=f"write {near} here or {name} there",
                why="names of metrics are compared letter by letter: the alarm never gets data",
                severity="warning",
            )


def _first(metrics: tuple[PublishedMetric, ...]) -> str:
    return metrics[0].by


CHECK = Check(
    id=_ID,
    title="Alarms read metrics by the names under which the templates publish them.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html",
    ),
)
