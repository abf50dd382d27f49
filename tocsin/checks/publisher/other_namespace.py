"""An alarm on a metric that the templates publish in a namespace with nearly the same name."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.publisher.published import Published, PublishedMetric, published
from tocsin.checks.publisher.readings import own_readings
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID = "publisher/other-namespace"


def _find(subject: Subject) -> Iterator[Verdict]:
    known = subject.memo(published)
    if not known.by_namespace:
        return
    read = {(reading.namespace, reading.name) for _, reading in subject.memo(own_readings)}
    for alarm, reading in subject.memo(own_readings):
        namespace, name = str(reading.namespace), str(reading.name)
        if namespace in known.by_namespace or known.may_come_from_code(namespace):
            continue
        near = _near(known, namespace, name)
        if near is not None and (near.namespace, name) not in read:
            yield Problem(
                kind=_ID,
                where=alarm.locate(*reading.metric_path, "Namespace"),
                what=f"the alarm reads {name} of {quoted(namespace)}, and {near.by} publishes it "
                f"in {quoted(near.namespace)}",
                fix=f"write {near.namespace} here or {namespace} there",
                why="namespaces are compared letter by letter: the alarm never gets data",
                severity="warning",
            )


def _near(known: Published, namespace: str, name: str) -> PublishedMetric | None:
    for other in known.alike_namespaces.find(namespace):
        if metrics := known.metrics(other, name):
            return metrics[0]
    return None


CHECK = Check(
    id=_ID,
    title="Alarms read metrics in the namespaces in which the templates publish them.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html",
    ),
)
