"""A filter pattern that CloudWatch Logs refuses."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.log.patterns import patterns_of
from tocsin.checks.subject import Subject
from tocsin.diagnostics import quoted
from tocsin.logs import FilterPatternError, compile_filter_pattern

_ID = "log/pattern-refused"


def _find(subject: Subject) -> Iterator[Verdict]:
    for part in subject.memo(patterns_of):
        try:
            compile_filter_pattern(part.text or "")
        except FilterPatternError as error:
            if error.is_certain:
                yield part.problem(
                    _ID,
                    f"the filter pattern {quoted(error.pattern)}: {error.why}",
                    error.fix,
                    why="CloudWatch Logs refuses it, and the deployment fails",
                )


CHECK = Check(
    id=_ID,
    title="CloudWatch Logs takes each filter pattern.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html",
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html",
    ),
)
