"""Dimensions of a metric filter that its pattern cannot give."""

from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.log.patterns import FilterPattern, patterns_of
from tocsin.checks.metric_filters import metric_filters
from tocsin.checks.subject import Subject
from tocsin.diagnostics import quoted
from tocsin.logs import FilterPatternError, check_value

_ID = "log/dimension"
_WHY = "CloudWatch Logs refuses the filter"
_MOST = 3


def _find(subject: Subject) -> Iterator[Verdict]:
    for metric_filter in subject.memo(metric_filters):
        for transformation in metric_filter.transformations:
            listed = transformation.at("Dimensions")
            if listed.items:
                pattern = subject.memo(patterns_of).get(metric_filter.resource)
                yield from _of(pattern, listed)


def _of(pattern: FilterPattern | None, listed: Part) -> Iterator[Verdict]:
    if len(listed.items) > _MOST:
        yield listed.problem(
            _ID, f"the metric has {len(listed.items)} dimensions", f"keep at most {_MOST}", why=_WHY
        )
    if pattern is None:
        return
    if pattern.text.strip()[:1] not in ("{", "["):
        yield listed.problem(
            _ID,
            f"the metric has dimensions, and the pattern {quoted(pattern.text)} reads no fields",
            "write a pattern of JSON, as { $.level = * }, or of fields, as [time, level, ...]; or "
            "leave Dimensions out",
            why=f"{_WHY}: its values come from fields of the log events",
        )
    elif pattern.error is None:
        for each in listed.items:
            yield from _value(pattern.text, each.at("Value"))


def _value(pattern: str, value: Part) -> Iterator[Verdict]:
    text = value.text
    if text is None or not text.startswith("$"):
        return
    try:
        check_value(pattern, text)
    except FilterPatternError as error:
        what = f"the dimension {quoted(text)} with the pattern {quoted(pattern)}: {error.why}"
        yield value.problem(_ID, what, "name a field that the pattern reads", why=_WHY)


CHECK = Check(
    id=_ID,
    title="The dimensions of a metric filter are fields that its pattern reads.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html",
        "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1839",
    ),
)
