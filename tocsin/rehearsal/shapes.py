"""The shape of a metric's incident, from what the catalogue knows of the metric.

Which of its ends is the bad one is what an alarm on it says; how far an incident goes follows from
unit, role and range, and never from the alarm's threshold.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from tocsin.catalogue import Metric, load_resource_type, resource_types
from tocsin.rehearsal.known_shapes import BY_METRIC, SILENCE
from tocsin.rehearsal.shape import Shape

_FEW_SUCCEED: Final = 50.0
"""A minute, where a thousand are asked for."""
_OF_A_SECOND: Final[Mapping[str, float]] = {
    "Seconds": 1.0,
    "Milliseconds": 1_000.0,
    "Microseconds": 1_000_000.0,
}
_FAILURES = re.compile(
    r"Err(or)?|Fail|Reject|Throttl|Drop|Evict|Refus|Expired|Partial|Unreadable|Invalid|5XX|5xx",
)
_ASKED_FOR = re.compile(r"Errors?$|[45]XX|[45]xx|Throttl|Reject|ConnectionErr")
"""What is tried again: one in a while is no incident."""
_LOST = re.compile(r"DeadLetter|Upload|Delivery")
_SUCCEEDED = re.compile(r"Success|Succeeded|Completed|2XX|Allowed|Placed")
_WAITING = re.compile(r"Pending|Queue|Latency|Volume")
_COUNTS_UP = re.compile(r"\b(DIFF|RATE|RUNNING_SUM)\b")
_TRAFFIC = re.compile(r"Request|Invocations|HTTPCode_\w*[234]XX|Received|Sent$|Messages(In|Out)")
_AGES = re.compile(r"Lag|Age(?![a-z])|Behind|Delay")
_LEFT = re.compile(r"Avail|Balance|Health|Success|Score|Throughput|Free|Remaining|Hit")
_USED = re.compile(r"Utili[sz]ation|Usage|Used|Percentage")
_LATENCIES = re.compile(r"Latency|Duration|ResponseTime")
_LONG_WORK = re.compile(r"CDC|Queued|Pipeline|Replicat|Ingestion|Execution|Wait|Standby|Start|Sync")
"""Work that takes its time, of which no half minute is too long."""
_UNITS_OF_TRAFFIC = ("Count", "None", "Count/Second")
_PERCENT = "Percent"


def shape_of(metric: Metric, *, on_few: bool) -> Shape | None:
    """Return the shape of a metric's incident; None if nothing suggests one.

    Args:
        metric: The metric, as the catalogue has it.
        on_few: Whether small values are the bad ones.
    """
    known = BY_METRIC.get((metric.namespace, metric.name))
    if known is not None:
        return known
    for fits, shape in _RULES:
        if fits(metric, on_few):
            return shape(metric)
    return None


def silence() -> Shape:
    """Return the shape of a metric that is no longer reported."""
    return SILENCE


def is_traffic(metric: Metric) -> bool:
    """Tell whether a metric counts what is asked for, which goes on in an incident."""
    is_failure = metric.role == "errors" or bool(_FAILURES.search(metric.name))
    if is_failure or metric.unit not in _UNITS_OF_TRAFFIC:
        return False
    if _WAITING.search(metric.name):
        return False
    return metric.role == "traffic" or bool(_TRAFFIC.search(metric.name))


def in_incident(metric: Metric, shape: Shape) -> Shape:
    """Return the shape of traffic while something else is ill: what succeeds is less."""
    if shape.ill is None or not _SUCCEEDED.search(metric.name):
        return shape if shape.ill is None else shape.unchanged
    return replace(shape, ill=_FEW_SUCCEED)


def is_counted_up(expression: str) -> bool:
    """Tell whether an expression reads metrics that count up, of which no shape is known."""
    return bool(_COUNTS_UP.search(expression))


@cache
def known_metrics() -> Mapping[tuple[str, str], Metric]:
    """Return the metrics of the catalogue, by namespace and name."""
    return {
        (metric.namespace, metric.name): metric
        for name in resource_types()
        for metric in load_resource_type(name).metrics.values()
    }


def _is_used(metric: Metric) -> bool:
    """Tell whether a share is of what is used up, of which much is bad whatever an alarm says."""
    is_of_hundred = metric.range[1] is None or metric.range[1] > 1
    is_left = bool(_LEFT.search(metric.name))
    return bool(_USED.search(metric.name)) and is_of_hundred and not is_left


def _is_time(metric: Metric) -> bool:
    return metric.unit in _OF_A_SECOND


def _is_failure_share(metric: Metric, on_few: bool) -> bool:  # noqa: FBT001 - as all rules
    is_failure = metric.role == "errors" or bool(_FAILURES.search(metric.name))
    return metric.unit == _PERCENT and is_failure and not on_few


def _is_age(metric: Metric, _on_few: bool) -> bool:  # noqa: FBT001
    return _is_time(metric) and bool(_AGES.search(metric.name))


def _is_latency(metric: Metric, _on_few: bool) -> bool:  # noqa: FBT001
    return (
        _is_time(metric)
        and bool(_LATENCIES.search(metric.name))
        and (metric.role == "latency" or "Duration" not in metric.name)
        and not _LONG_WORK.search(metric.name)
    )


def _is_failure(metric: Metric, on_few: bool) -> bool:  # noqa: FBT001
    is_failure = metric.role == "errors" or bool(_FAILURES.search(metric.name))
    return is_failure and metric.unit.startswith("Count") and not on_few


def _age(metric: Metric) -> Shape:
    """A minute of standing still makes what waits a minute older."""
    second = _OF_A_SECOND[metric.unit]
    return Shape(usual=(0, 2 * second), ill=0, ticks=second)


def _latency(metric: Metric) -> Shape:
    """Callers time out: half a minute, where a fraction of a second is usual."""
    if metric.unit == "Microseconds":
        return Shape(usual=(100, 800), ill=300_000, samples=500)
    second = _OF_A_SECOND[metric.unit]
    return Shape(usual=(0.02 * second, 0.08 * second), ill=30 * second, samples=500)


def _failures(metric: Metric) -> Shape:
    """Most of a thousand requests a minute fail; of those that are tried again, one is usual."""
    if metric.unit == "Count/Second":
        return Shape(usual=(0, 0), ill=15)
    is_tried_again = _ASKED_FOR.search(metric.name) and not _LOST.search(metric.name)
    once = 1.0 if is_tried_again else None
    return Shape(usual=(0, 0), ill=1_000, now_and_then=once, per_minute=True)


_Rule = tuple[Callable[[Metric, bool], bool], Callable[[Metric], Shape]]

_RULES: Final[tuple[_Rule, ...]] = (
    (_is_failure_share, lambda _: Shape(usual=(0, 0.3), ill=60)),
    (
        lambda metric, on_few: metric.unit == _PERCENT and on_few and not _is_used(metric),
        lambda _: Shape(usual=(99.5, 100), ill=0),
    ),
    (
        lambda metric, _: metric.unit == _PERCENT and _is_used(metric),
        lambda _: Shape(usual=(20, 45), ill=99.5, climb=10),
    ),
    (_is_age, _age),
    (_is_latency, _latency),
    (_is_failure, _failures),
    (
        lambda metric, _: is_traffic(metric) and metric.unit == "Count/Second",
        lambda _: Shape(usual=(15, 22), ill=0),
    ),
    (
        lambda metric, _: is_traffic(metric),
        lambda _: Shape(usual=(900, 1_300), ill=0, per_minute=True),
    ),
)
