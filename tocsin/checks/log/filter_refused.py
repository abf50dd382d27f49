"""A metric filter that CloudWatch Logs refuses for what it publishes, or for how many there are."""

import re
from collections.abc import Iterator

from tocsin.alarms import UNITS
from tocsin.assembly import Part, Resource
from tocsin.checks.check import Check, Verdict
from tocsin.checks.log.patterns import patterns_of
from tocsin.checks.metric_filters import MetricFilter, metric_filters
from tocsin.checks.subject import Subject
from tocsin.diagnostics import did_you_mean, quoted

_ID = "log/filter-refused"
_WHY = "CloudWatch Logs refuses the filter"
_NAME = re.compile(r"[^:*$]{1,255}")
_NAMESPACE = re.compile(r"[^:*$]{1,256}")
_MOST_WITH_REGULAR_EXPRESSION = 5
_REGULAR_EXPRESSION = re.compile(r"%(?:[^%\\]|\\.)+%")
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')


def _find(subject: Subject) -> Iterator[Verdict]:
    for metric_filter in subject.memo(metric_filters):
        yield from _number(metric_filter)
        for transformation in metric_filter.transformations:
            yield from _names(transformation)
            yield from _unit(transformation.at("Unit"))
    yield from _regular_expressions(subject)


def _number(metric_filter: MetricFilter) -> Iterator[Verdict]:
    listed = Part.of(metric_filter.resource, "MetricTransformations")
    if isinstance(listed.value, list) and len(listed.items) != 1 and listed.is_known:
        yield listed.problem(
            _ID,
            f"the filter publishes {len(listed.items)} metrics",
            "write exactly one, and a filter of its own for each other metric",
            why=_WHY,
        )


def _names(transformation: Part) -> Iterator[Verdict]:
    for key, form, longest in (
        ("MetricName", _NAME, 255),
        ("MetricNamespace", _NAMESPACE, 256),
    ):
        part = transformation.at(key)
        if part.text is not None and not form.fullmatch(part.text):
            yield part.problem(
                _ID,
                f"{key} is {quoted(part.text)}",
                f"write 1 to {longest} characters without :, * and $",
                why=_WHY,
            )


def _unit(unit: Part) -> Iterator[Verdict]:
    if unit.text is not None and unit.text not in UNITS:
        fix = did_you_mean(unit.text, tuple(sorted(UNITS)))
        yield unit.problem(_ID, f"{quoted(unit.text)} is not a unit", fix, why=_WHY)


def _regular_expressions(subject: Subject) -> Iterator[Verdict]:
    by_group: dict[object, list[Part]] = {}
    for pattern in subject.memo(patterns_of).values():
        part = pattern.part
        group = Part.of(part.resource, "LogGroupName")
        written = _TEXT.sub("", pattern.text)
        if _REGULAR_EXPRESSION.search(written) and isinstance(group.value, str):
            place: tuple[object, str] = (_stack(part.resource), group.value)
            by_group.setdefault(place, []).append(part)
    for parts in by_group.values():
        for part in parts[_MOST_WITH_REGULAR_EXPRESSION:]:
            yield part.problem(
                _ID,
                f"it is one of {len(parts)} filters with regular expressions on one log group",
                f"keep {_MOST_WITH_REGULAR_EXPRESSION}, and write the others without",
                why="CloudWatch Logs takes five filters with regular expressions on a log group",
            )


def _stack(resource: Resource) -> object:
    return resource.stack


CHECK = Check(
    id=_ID,
    title="CloudWatch Logs takes what each metric filter publishes.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html",
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html",
    ),
)
