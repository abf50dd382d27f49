"""Which metric somebody meant who wrote a name that AWS does not publish."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.catalogue import NamespaceFacts, find_metric, load_namespace, namespaces_of_metrics
from tocsin.checks.names_alike import AlikeNames
from tocsin.diagnostics import nearest_word

RESERVED = "AWS/"
"""What the namespaces of AWS begin with, but for a few; nobody else publishes there.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
"""

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MeantMetric:
    """What is meant by a name that a namespace does not have.

    Attributes:
        fix: What to write.
        is_sure: Whether that is certain: a name that is only near may be a new metric of AWS.
    """

    fix: str
    is_sure: bool


def meant_metric(
    known: NamespaceFacts, name: str, dimensions: frozenset[str] | None
) -> MeantMetric | None:
    """Return what is meant by a name that a namespace lacks; None if AWS may have it after all.

    Args:
        known: The namespace that was written.
        name: The name.
        dimensions: The names of the dimensions beside it, None if they are not known.
    """
    if meant := known.meant.get(name):
        return MeantMetric(fix=f"use {meant}", is_sure=True)
    if known.name.startswith(RESERVED):
        alike = next(_alike_names(known.name).find(name), None)
        if alike is not None:
            return MeantMetric(fix=f"did you mean {alike!r}?", is_sure=True)
    return _elsewhere_or_near(known, name, dimensions) if known.has_all_names else None


def _elsewhere_or_near(
    known: NamespaceFacts, name: str, dimensions: frozenset[str] | None
) -> MeantMetric:
    found = namespaces_of_metrics().get(name, ())
    fitting = [each for each in found if _has(each, name, dimensions)]
    if fitting:
        return MeantMetric(fix=f"{name} is a metric of {_and_of(fitting)}", is_sure=True)
    near = nearest_word(name, known.metrics)
    if near is not None:
        return MeantMetric(fix=f"did you mean {near!r}?", is_sure=False)
    if found:
        return MeantMetric(fix=f"{name} is a metric of {_and_of(found)}", is_sure=False)
    own = "" if known.name.startswith(RESERVED) else ", or a namespace of your own"
    fix = f"use a metric that the page of the service lists{own}"
    return MeantMetric(fix=fix, is_sure=False)


@cache
def _alike_names(namespace: str) -> AlikeNames:
    known = load_namespace(namespace)
    return AlikeNames(known.metrics if known else ())


def _has(namespace: str, name: str, dimensions: frozenset[str] | None) -> bool:
    facts = find_metric(namespace, name)
    return facts is not None and dimensions in facts.dimension_sets


def _and_of(names: Sequence[str]) -> str:
    return " and of ".join(names[:_MOST_NAMED])
