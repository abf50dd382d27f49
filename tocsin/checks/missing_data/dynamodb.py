"""An alarm on DynamoDB that relies on silence, which may be ignored there."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.remarks import verdicts_of_remarks
from tocsin.checks.subject import Subject

_ID: Final = "missing-data/dynamodb"
_WHY: Final = "two pages of AWS do not agree, and an alarm that never fires is found out too late"


def _find(subject: Subject) -> Iterator[Verdict]:
    return verdicts_of_remarks(subject, _ID, severity="note", why=_WHY)


CHECK: Final = Check(
    id=_ID,
    title="No alarm on DynamoDB relies on silence.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
    ),
)
