"""A filter pattern that CloudWatch Logs refuses."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.log.patterns import patterns_of
from tocsin.checks.subject import Subject
from tocsin.diagnostics import quoted

_ID = "log/pattern-refused"


def _find(subject: Subject) -> Iterator[Verdict]:
    for pattern in subject.memo(patterns_of).values():
        error = pattern.error
        if error is not None and error.is_certain:
            yield pattern.part.problem(
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
