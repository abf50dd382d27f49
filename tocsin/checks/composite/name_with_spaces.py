"""A name in a rule that has spaces or brackets, and no quotes."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.refusals import refusals
from tocsin.checks.subject import Subject

_ID: Final = "composite/name-with-spaces"


def _find(subject: Subject) -> Iterator[Verdict]:
    return refusals(subject, _ID)


CHECK: Final = Check(
    id=_ID,
    title="A name with spaces or brackets stands in double quotes.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html",
    ),
)
