"""What brings messages of a queue to a function: whether it brings those of a topic."""

import json
from collections.abc import Iterator, Mapping

from tocsin.assembly import EventSourceMapping, Link, Queue, TypedResource
from tocsin.delivery.incident_function import seconds_of
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.events import EventPatternError, read_event_pattern

_MAPPING = "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"
_FILTERS = "https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html"
_VISIBILITY = 30
_TIMEOUT = 3
"""Seconds that AWS takes where a template does not say it."""


def mapping_obstacles(
    mapping: EventSourceMapping, function: TypedResource, queue: Queue | None, topic: Link | None
) -> Iterator[Obstacle]:
    """Yield what keeps messages of a topic in the queue, or lets them vanish.

    Args:
        mapping: The event source mapping.
        function: The function that it runs.
        queue: The queue that it reads; None if it is of another kind.
        topic: The topic whose messages the queue hears; None if it hears events.
    """
    if not mapping.is_enabled:
        why = (
            f"{function.logical_id} does not read {mapping.source.arn}: the event source mapping "
            "is not enabled"
        )
        yield _obstacle(mapping, why, "Enabled")
    if queue is not None and (fault := _refused(function, queue)):
        yield _obstacle(mapping, fault, "EventSourceArn")
    yield from _filtered(mapping, topic) if topic is not None else ()


def _refused(function: TypedResource, queue: Queue) -> str:
    """Say why AWS makes no mapping; empty if it does."""
    visible = seconds_of(queue, "VisibilityTimeout", _VISIBILITY)
    timeout = seconds_of(function, "Timeout", _TIMEOUT)
    if visible is None or timeout is None or visible >= timeout:
        return ""
    return (
        f"AWS refuses it: messages of {queue.logical_id} are hidden for {visible} s, and "
        f"{function.logical_id} may run for {timeout} s"
    )


def _filtered(mapping: EventSourceMapping, topic: Link) -> Iterator[Obstacle]:
    """Yield that a filter drops notifications: what no filter lets through is deleted."""
    patterns = [*_patterns(mapping)]
    answers = [_answer(pattern, topic) for pattern in patterns]
    if not patterns or True in answers:
        return
    is_closed = None not in answers
    what = "lets none of them through" if is_closed else "decides which of them come through"
    why = f"its filter {what}, and what it holds back is deleted"
    yield _obstacle(mapping, why, "FilterCriteria", source=_FILTERS, is_closed=is_closed)


def _patterns(mapping: EventSourceMapping) -> Iterator[object]:
    listed = mapping.mapping("FilterCriteria").get("Filters")
    for each in listed if isinstance(listed, list) else ():
        yield each.get("Pattern") if isinstance(each, dict) else None


def _answer(pattern: object, topic: Link) -> bool | None:
    """Say whether a filter lets a notification of a topic through; None if its text decides."""
    if not isinstance(pattern, str) or "${" in pattern:
        return None
    try:
        written = json.loads(pattern)
        if _asks_for_message(written):
            return None
        return read_event_pattern(written).matches(_record(topic)) if written else True
    except (ValueError, EventPatternError):
        return None


def _asks_for_message(pattern: object) -> bool:
    body = pattern.get("body") if isinstance(pattern, dict) else None
    return isinstance(body, Mapping) and bool(body.keys() - {"TopicArn", "Type"})


def _record(topic: Link) -> dict[str, object]:
    body = {"Type": "Notification", "TopicArn": topic.arn}
    return {"eventSource": "aws:sqs", "body": body}


def _obstacle(
    mapping: EventSourceMapping,
    why: str,
    key: str,
    *,
    source: str = _MAPPING,
    is_closed: bool = True,
) -> Obstacle:
    return Obstacle(
        hop=Hop.READING,
        is_closed=is_closed,
        why=why,
        source=source,
        resource=mapping.resource,
        key_path=(key,),
    )
