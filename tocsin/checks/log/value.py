"""A metric filter that publishes a value which its pattern does not have."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.log.patterns import patterns_of
from tocsin.checks.metric_filters import metric_filters
from tocsin.checks.subject import Subject
from tocsin.diagnostics import quoted
from tocsin.logs import FilterPatternError, check_value

_ID = "log/value"


def _find(subject: Subject) -> Iterator[Verdict]:
    patterns = subject.memo(patterns_of)
    for metric_filter in subject.memo(metric_filters):
        pattern = patterns.get(metric_filter.resource)
        if pattern is None or pattern.error is not None or not pattern.text.strip():
            continue
        for transformation in metric_filter.transformations:
            value = transformation.at("MetricValue")
            if not value.text:
                continue
            try:
                check_value(pattern.text, value.text)
            except FilterPatternError as error:
                yield value.problem(
                    _ID,
                    f"the value {quoted(value.text)} with the pattern {quoted(pattern.text)}: "
                    f"{error.why}",
                    "write a number, or a field that the pattern reads",
                    why="CloudWatch Logs refuses the filter, or it publishes nothing",
                )


CHECK = Check(
    id=_ID,
    title="A metric filter publishes a number, or a field that its pattern reads.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html",
    ),
)
