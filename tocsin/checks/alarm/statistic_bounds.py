"""Bounds of a statistic about which the pages of AWS do not agree."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.remarks import verdicts_of_remarks
from tocsin.checks.subject import Subject

_ID: Final = "alarm/statistic-bounds"
_WHY: Final = "CloudWatch may refuse the alarm when it is created"


def _find(subject: Subject) -> Iterator[Verdict]:
    return verdicts_of_remarks(subject, _ID, severity="note", why=_WHY)


CHECK: Final = Check(
    id=_ID,
    title="The bounds of a statistic are ones that all pages of AWS allow.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html",
    ),
)
