"""Metric filters: a metric is emitted when log events arrive that match the pattern.

Known differences from CloudWatch Logs: `DefaultValue` is emitted for each minute of a batch in
which no event matched, so a minute that is spread over batches can have it more than once;
transformed logs and field selection are not supported.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from local.overlay import emulator
from tocsin.logs import FilterPatternError, Matcher, compile_filter_pattern, counted, field_of

LOGGER = logging.getLogger("tocsin.metric_filters")

LogEvent = Mapping[str, Any]
Deliver = Callable[[str, str, list[dict[str, Any]]], None]

_MINUTE = 60


def emitting(deliver: Deliver) -> Deliver:
    """The emulator's delivery of log events to subscribers, after emitting metrics."""

    def deliver_and_emit(group: str, stream: str, events: list[dict[str, Any]]) -> None:
        emit_metrics(group, events)
        deliver(group, stream, events)

    return deliver_and_emit


def emit_metrics(group: str, events: Iterable[LogEvent]) -> None:
    """Emit the metrics of every metric filter of a log group for a batch of its events."""
    by_minute: dict[int, list[LogEvent]] = defaultdict(list)
    for event in events:
        by_minute[int(_time_of(event) // _MINUTE)].append(event)
    for (filter_group, _), metric_filter in emulator.metric_filters.items():
        if filter_group == group and (matches := _matcher(metric_filter["filterPattern"])):
            for minute, batch in by_minute.items():
                matched = [event for event in batch if matches(event.get("message", ""))]
                for transformation in metric_filter["metricTransformations"]:
                    _emit(transformation, matches, matched, minute * _MINUTE)


def _emit(
    transformation: Mapping[str, Any], matcher: Matcher, matched: list[LogEvent], minute: float
) -> None:
    for event in matched:
        _emit_event(transformation, matcher, event)
    default = transformation.get("defaultValue")
    if not matched and default is not None:
        _store(transformation, float(default), minute, {})


def _emit_event(transformation: Mapping[str, Any], matcher: Matcher, event: LogEvent) -> None:
    message = event.get("message", "")
    value = counted(matcher, message, str(transformation["metricValue"]))
    dimensions = {
        name: field_of(matcher, message, selector)
        for name, selector in (transformation.get("dimensions") or {}).items()
    }
    found = {name: text for name, text in dimensions.items() if text is not None}
    # Documented: without a value for the metric, or for each dimension, nothing is published.
    if value is not None and len(found) == len(dimensions):
        _store(transformation, value, _time_of(event), found)


def _store(
    transformation: Mapping[str, Any], value: float, at: float, dimensions: dict[str, str]
) -> None:
    emulator.store_datum(
        transformation["metricNamespace"],
        transformation["metricName"],
        dimensions,
        at,
        transformation.get("unit") or "None",
        value,
        None,
        None,
        None,
    )


@lru_cache(maxsize=1024)
def _matcher(pattern: str) -> Matcher | None:
    try:
        return compile_filter_pattern(pattern)
    except FilterPatternError as error:
        LOGGER.warning("emits no metrics: %s", error)
        return None


def _time_of(event: LogEvent) -> float:
    milliseconds = event.get("timestamp")
    return time.time() if milliseconds is None else milliseconds / 1000
