"""Actions for INSUFFICIENT_DATA of an alarm that missing data never lead there."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.remarks import verdicts_of_remarks
from tocsin.checks.subject import Subject

_ID: Final = "alarm/never-insufficient"
_WHY: Final = "whoever relies on these actions to hear of silence never hears of it"


def _find(subject: Subject) -> Iterator[Verdict]:
    return verdicts_of_remarks(subject, _ID, severity="note", why=_WHY)


CHECK: Final = Check(
    id=_ID,
    title="Actions for INSUFFICIENT_DATA belong to alarms that can go there.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
    ),
)
