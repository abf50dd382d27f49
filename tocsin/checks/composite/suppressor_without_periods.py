"""A suppressor without both of its periods, or periods without a suppressor."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.refusals import refusals
from tocsin.checks.subject import Subject

_ID: Final = "composite/suppressor-without-periods"


def _find(subject: Subject) -> Iterator[Verdict]:
    return refusals(subject, _ID)


CHECK: Final = Check(
    id=_ID,
    title="A suppressor has a wait period and an extension period, and these have a suppressor.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html",
    ),
)
