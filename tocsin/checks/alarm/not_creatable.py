"""Settings for which AWS refuses to create an alarm."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.refusals import refusals
from tocsin.checks.subject import Subject

_ID: Final = "alarm/not-creatable"


def _find(subject: Subject) -> Iterator[Verdict]:
    return refusals(subject, _ID)


CHECK: Final = Check(
    id=_ID,
    title="AWS takes the settings of each alarm.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutLogAlarm.html",
    ),
)
