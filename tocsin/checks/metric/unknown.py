"""A metric that AWS does not publish: another name, or another namespace, is meant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.catalogue import NamespaceFacts, namespaces_of_metrics
from tocsin.checks.check import Check, Verdict
from tocsin.checks.metric.likeness import alike_name, alike_namespace, is_slip
from tocsin.checks.metric.own_metrics import own_namespaces
from tocsin.checks.metric.read_metric import RESERVED, ReadMetric, read_metrics
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, nearest_word, quoted

_ID = "metric/unknown"
_TAKEN = "CloudWatch takes any name, and the alarm is created"
_MOST_OTHERS = 3


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
    alike = alike_name(each.name, known)
    if not known.has_all_names and not alike:
        return
    meant = _meant(each, known, alike)
    yield Problem(
        kind=_ID,
        where=each.metric_location("MetricName"),
        what=f"{each.namespace} has no metric {quoted(each.name)}",
        fix=meant.fix or _own_name(each.namespace),
        why=f"{_TAKEN}; {each.fate}",
        severity="error" if meant.is_sure else "warning",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """What is meant by a name that is not known.

    Attributes:
        fix: What to write; empty if nobody can tell.
        is_sure: Whether it is meant for certain: what is only near may be a new metric of AWS.
    """

    fix: str
    is_sure: bool


def _meant(each: ReadMetric, known: NamespaceFacts, alike: str | None) -> _Meant:
    """Return what is meant: what people mean by that name, else the nearest to it."""
    if meant := known.meant.get(each.name):
        return _Meant(fix=f"use {meant}", is_sure=True)
    if alike:
        return _Meant(fix=f"did you mean {alike!r}?", is_sure=True)
    found = namespaces_of_metrics().get(each.name, ())
    fitting = [name for name in found if _fits(each, name)]
    if fitting:
        return _Meant(fix=f"{each.name} is a metric of {_and_of(fitting)}", is_sure=True)
    near = nearest_word(each.name, known.metrics)
    if near is not None:
        return _Meant(fix=f"did you mean {near!r}?", is_sure=is_slip(each.name, near))
    elsewhere = f"{each.name} is a metric of {_and_of(found)}" if found else ""
    return _Meant(fix=elsewhere, is_sure=False)


def _and_of(names: Sequence[str]) -> str:
    return " and of ".join(names[:_MOST_OTHERS])


def _fits(each: ReadMetric, namespace: str) -> bool:
    from_there = each.facts_in(namespace)
    return from_there is not None and each.reading.dimension_names in from_there.dimension_sets


def _own_name(namespace: str) -> str:
    if namespace.startswith(RESERVED):
        return "use a metric that the page of the service lists; only AWS publishes in AWS/…"
    return "use a metric that AWS lists, or a namespace of your own for your own metrics"


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
