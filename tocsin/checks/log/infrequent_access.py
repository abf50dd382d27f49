"""A filter on a log group of a class that has no filters."""

from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.log.patterns import TYPES
from tocsin.checks.subject import Subject

_ID = "log/infrequent-access"
_WITHOUT_FILTERS = ("INFREQUENT_ACCESS", "DELIVERY")
_KINDS = ("AWS::Logs::MetricFilter", "AWS::Logs::SubscriptionFilter")


def _find(subject: Subject) -> Iterator[Verdict]:
    for resource in subject.assembly.resources(*_KINDS):
        named = Part.of(resource, "LogGroupName")
        group = subject.assembly.index.find(named.value, resource.stack)
        if group is None or group.type != "AWS::Logs::LogGroup":
            continue
        kind = Part.of(group, "LogGroupClass").text
        if kind in _WITHOUT_FILTERS:
            yield named.problem(
                _ID,
                f"{TYPES[resource.type]} reads {group.logical_id}, a log group of the class {kind}",
                "make a log group of the class STANDARD: the class of one cannot be changed",
                why="log groups of this class have no filters: CloudWatch Logs refuses it",
            )


CHECK = Check(
    id=_ID,
    title="Filters read log groups of a class that has filters.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html",
    ),
)
