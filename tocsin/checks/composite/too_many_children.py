"""A rule of more alarms, or more parts, than CloudWatch takes."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.refusals import refusals
from tocsin.checks.subject import Subject

_ID: Final = "composite/too-many-children"


def _find(subject: Subject) -> Iterator[Verdict]:
    return refusals(subject, _ID)


CHECK: Final = Check(
    id=_ID,
    title="A rule has at most 100 alarms and 500 elements.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html",
    ),
)
