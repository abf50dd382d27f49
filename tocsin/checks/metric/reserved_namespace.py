"""Metrics under AWS/… that AWS does not publish: nobody else can."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.meant_metric import RESERVED
from tocsin.checks.metric.meant_namespace import alike_namespace
from tocsin.checks.metric.read_metric import ReadMetric, read_metrics
from tocsin.checks.own_metrics import filtered_metrics
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID = "metric/reserved-namespace"
_OWN = "use a namespace of your own, which does not begin with AWS/, where it is published and read"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(filtered_metrics):
        if each.namespace.startswith(RESERVED):
            yield each.transformation.at("MetricNamespace").problem(
                _ID,
                f"a metric filter publishes {each.name} in {quoted(each.namespace)}",
                _OWN,
                why="namespaces that begin with AWS/ are those of AWS: others must not use them",
                severity="warning",
            )
    for read in subject.memo(read_metrics):
        if read.known is None and read.namespace.startswith(RESERVED):
            yield from _read(read)


def _read(each: ReadMetric) -> Iterator[Problem]:
    """Say that a namespace is not known. AWS adds some each year: it is no more than advice."""
    if alike_namespace(each) is not None:
        return
    yield Problem(
        kind=_ID,
        where=each.metric_location("Namespace"),
        what=f"{quoted(each.namespace)} is not a namespace of AWS that is known here",
        fix=f"if AWS publishes {each.name} there, nothing; else {_OWN}",
        why="only AWS publishes in namespaces that begin with AWS/",
        severity="note",
    )


CHECK = Check(
    id=_ID,
    title="Nothing but AWS publishes in namespaces that begin with AWS/.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html",
    ),
)
