"""A name in a rule in single quotes, which are no quotes there."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.remarks import verdicts_of_remarks
from tocsin.checks.subject import Subject

_ID: Final = "composite/single-quotes"
_WHY: Final = "CloudWatch looks for an alarm whose name has the quotes in it"


def _find(subject: Subject) -> Iterator[Verdict]:
    return verdicts_of_remarks(subject, _ID, severity="warning", why=_WHY)


CHECK: Final = Check(
    id=_ID,
    title="Names in rules stand in double quotes, or without any.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html",
    ),
)
