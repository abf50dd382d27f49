"""A filter pattern that no log event can match."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.log.patterns import TYPES, patterns_of
from tocsin.checks.subject import Subject
from tocsin.diagnostics import quoted
from tocsin.logs import contradiction_in

_ID = "log/pattern-never"


def _find(subject: Subject) -> Iterator[Verdict]:
    for resource, pattern in subject.memo(patterns_of).items():
        why = contradiction_in(pattern.text) if pattern.error is None else None
        if why is not None:
            yield pattern.part.problem(
                _ID,
                f"no log event matches {quoted(pattern.text)}: {why}",
                "join conditions of which one is enough by || in place of &&, or correct one",
                why=f"{TYPES[resource.type]} never sees anything, and nothing says so",
            )


CHECK = Check(
    id=_ID,
    title="There are log events that match each filter pattern.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html",
    ),
)
