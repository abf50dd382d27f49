"""A rule that is true only while its suppressor holds all actions back."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.remarks import verdicts_of_remarks
from tocsin.checks.subject import Subject

_ID: Final = "composite/always-suppressed"
_WHY: Final = "its actions for ALARM never run, so that nobody is told"


def _find(subject: Subject) -> Iterator[Verdict]:
    return verdicts_of_remarks(subject, _ID, severity="error", why=_WHY)


CHECK: Final = Check(
    id=_ID,
    title="A composite alarm can fire while its suppressor is not in ALARM.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html",
    ),
)
