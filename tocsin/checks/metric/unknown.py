"""A metric that AWS does not publish: another name, or another namespace, is meant."""

from collections.abc import Iterator

from tocsin.catalogue import NamespaceFacts
from tocsin.checks.check import Check, Verdict
from tocsin.checks.meant_metric import RESERVED, meant_metric
from tocsin.checks.metric.meant_namespace import alike_namespace
from tocsin.checks.metric.read_metric import ReadMetric, read_metrics
from tocsin.checks.own_metrics import own_namespaces
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID = "metric/unknown"
_TAKEN = "CloudWatch takes any name, and the alarm is created"


def _find(subject: Subject) -> Iterator[Verdict]:
    own = subject.memo(own_namespaces)
    for each in subject.memo(read_metrics):
        if each.facts is not None or each.namespace in own:
            continue
        if each.known is None:
            yield from _in_unknown_namespace(each)
        else:
            yield from _unknown_name(each, each.known)


def _unknown_name(each: ReadMetric, known: NamespaceFacts) -> Iterator[Problem]:
    meant = meant_metric(known, each.name, each.reading.dimension_names)
    if meant is not None:
        yield Problem(
            kind=_ID,
            where=each.metric_location("MetricName"),
            what=f"{each.namespace} has no metric {quoted(each.name)}",
            fix=meant.fix,
            why=f"{_TAKEN}; {each.fate}",
            severity="error" if meant.is_sure else "warning",
        )


def _in_unknown_namespace(each: ReadMetric) -> Iterator[Problem]:
    """A namespace that looks like one of AWS, and has a metric of it with its dimensions."""
    alike = alike_namespace(each)
    if alike is None:
        return
    is_reserved = each.namespace.startswith(RESERVED)
    yield Problem(
        kind=_ID,
        where=each.metric_location("Namespace"),
        what=f"{quoted(each.namespace)} is not a namespace of AWS, "
        f"and {each.name} is a metric of {alike}",
        fix=f"write {alike}" if is_reserved else f"write {alike}, unless the metric is your own",
        why=f"{_TAKEN}; {each.fate}",
        severity="error" if is_reserved else "warning",
    )


CHECK = Check(
    id=_ID,
    title="Each metric that an alarm reads in a namespace of AWS is one that AWS publishes.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html",
    ),
)
