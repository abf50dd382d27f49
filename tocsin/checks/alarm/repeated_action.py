"""An action that stands twice in one list."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.remarks import verdicts_of_remarks
from tocsin.checks.subject import Subject

_ID: Final = "alarm/repeated-action"
_WHY: Final = "it runs once, and takes the place of another: a state has five actions at most"


def _find(subject: Subject) -> Iterator[Verdict]:
    return verdicts_of_remarks(subject, _ID, severity="note", why=_WHY)


CHECK: Final = Check(
    id=_ID,
    title="Each action stands once in its list.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
    ),
)
