"""A period below a minute on a metric of AWS, which comes each minute at best."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.remarks import verdicts_of_remarks
from tocsin.checks.subject import Subject

_ID: Final = "metric/resolution"
_WHY: Final = (
    "an alarm of high resolution costs three times as much, is evaluated every ten seconds, and "
    "sees five periods of six empty"
)


def _find(subject: Subject) -> Iterator[Verdict]:
    return verdicts_of_remarks(subject, _ID, severity="note", why=_WHY)


CHECK: Final = Check(
    id=_ID,
    title="Periods below a minute are for metrics of a high resolution.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
    ),
)
