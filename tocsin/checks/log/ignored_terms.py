"""Terms of a filter pattern that CloudWatch Logs ignores."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.log.patterns import patterns_of
from tocsin.checks.subject import Subject
from tocsin.diagnostics import quoted
from tocsin.logs import ignored_terms

_ID = "log/ignored-terms"


def _find(subject: Subject) -> Iterator[Verdict]:
    for pattern in subject.memo(patterns_of).values():
        ignored = ignored_terms(pattern.text) if pattern.error is None else []
        if ignored:
            yield pattern.part.problem(
                _ID,
                f"in {quoted(pattern.text)} the terms {', '.join(ignored)} have no effect",
                "write all terms with ?, or none; two filters for what neither can say",
                why="CloudWatch Logs ignores each term with ? beside one without",
                severity="warning",
            )


CHECK = Check(
    id=_ID,
    title="All terms of a filter pattern have an effect.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-unstructured-log-events.html",
    ),
)
