"""A metric filter whose metric nothing in the templates reads."""

import re
from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.metric_filters import TYPE, metric_filters
from tocsin.checks.names_alike import AlikeNames
from tocsin.checks.subject import Subject

_ID = "log/unread-metric"
_WORD = re.compile(r"[A-Za-z0-9_.\-/#]+")


def _find(subject: Subject) -> Iterator[Verdict]:
    read = {reading.name for alarm in subject.alarms for reading in alarm.readings}
    if None in read:
        return
    nearly_read = AlikeNames(name for name in read if name is not None)
    for metric_filter in subject.memo(metric_filters):
        for transformation in metric_filter.transformations:
            name = transformation.at("MetricName")
            if name.text is None or name.text in read or _is_named(subject, name.text):
                continue
            if any(True for _ in nearly_read.find(name.text)):
                continue  # that is a name which is written wrong
            yield name.problem(
                _ID,
                f"nothing in the templates reads the metric {name.text}",
                "add an alarm on it, show it on a dashboard, or remove the filter",
                why="a metric filter is paid for as a custom metric, and tells nobody by itself",
                severity="note",
            )


def _is_named(subject: Subject, name: str) -> bool:
    """Return whether anything but a metric filter names a metric, as a dashboard does."""
    return set(_WORD.findall(name)) <= subject.memo(_words)


def _words(subject: Subject) -> frozenset[str]:
    """Return all words of the templates that do not stand in metric filters.

    What a condition leaves out counts too: another stage reads it.
    """
    found: set[str] = set()
    for resource in subject.assembly.resources():
        if resource.type != TYPE:
            found.update(_words_of(Part.of(resource).value))
    for stack in subject.assembly.stacks:
        for left_out in stack.resolver.left_out.values():
            found.update(_words_of(left_out.properties))
    return frozenset(found)


def _words_of(value: object) -> Iterator[str]:
    for text in _texts(value):
        yield from _WORD.findall(text)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _texts(item)


CHECK = Check(
    id=_ID,
    title="Something reads the metric of each metric filter.",
    severity="note",
    run=_find,
    sources=("https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html",),
)
