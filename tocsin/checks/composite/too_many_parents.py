"""An alarm that stands in the rules of too many composite alarms."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.remarks import verdicts_of_remarks
from tocsin.checks.subject import Subject

_ID: Final = "composite/too-many-parents"
_WHY: Final = "CloudWatch refuses the composite alarms above that number"


def _find(subject: Subject) -> Iterator[Verdict]:
    return verdicts_of_remarks(subject, _ID, severity="error", why=_WHY)


CHECK: Final = Check(
    id=_ID,
    title="An alarm stands in the rules of at most 150 composite alarms.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html",
    ),
)
