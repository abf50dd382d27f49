"""A log group that keeps everything for ever."""

from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject

_ID = "log/no-retention"
_OF_DELIVERY = "DELIVERY"


def _find(subject: Subject) -> Iterator[Verdict]:
    for resource in subject.assembly.resources("AWS::Logs::LogGroup"):
        retention = Part.of(resource, "RetentionInDays")
        if retention.is_there or not retention.is_known:
            continue
        if Part.of(resource, "LogGroupClass").value == _OF_DELIVERY:
            continue
        yield Part.of(resource).problem(
            _ID,
            "the log group has no RetentionInDays",
            "write for how long its events are needed, as 30 or 365",
            why="CloudWatch Logs then keeps them for ever, and storage is paid for all of them",
            severity="note",
        )


CHECK = Check(
    id=_ID,
    title="Each log group says how long it keeps events.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
    ),
)
