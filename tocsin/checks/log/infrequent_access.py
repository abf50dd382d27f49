"""A filter, or a detector of anomalies, on a log group of a class that has none."""

import re
from collections.abc import Iterator

from tocsin.assembly import Part, Resource
from tocsin.checks.check import Check, Verdict
from tocsin.checks.log.patterns import TYPES
from tocsin.checks.subject import Subject

_ID = "log/infrequent-access"
_ARN = re.compile(r"arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)(?::\*)?")
_WITHOUT_FILTERS = ("INFREQUENT_ACCESS", "DELIVERY")
_DETECTOR = "AWS::Logs::LogAnomalyDetector"
_KINDS = ("AWS::Logs::MetricFilter", "AWS::Logs::SubscriptionFilter", _DETECTOR)


def _find(subject: Subject) -> Iterator[Verdict]:
    for resource in subject.assembly.resources(*_KINDS):
        for named in _named(resource):
            group = subject.assembly.index.find(_name(named), resource.stack)
            if group is None or group.type != "AWS::Logs::LogGroup":
                continue
            kind = Part.of(group, "LogGroupClass").text
            if kind in _WITHOUT_FILTERS:
                yield named.problem(
                    _ID,
                    f"{TYPES[resource.type]} reads {group.logical_id}, a log group of the class "
                    f"{kind}",
                    "make a log group of the class STANDARD: the class of one cannot be changed",
                    why="log groups of this class have neither filters nor anomaly detection: "
                    "CloudWatch Logs refuses it",
                )


def _named(resource: Resource) -> Iterator[Part]:
    """Yield where a resource names the log groups that it reads."""
    if resource.type == _DETECTOR:
        yield from Part.of(resource, "LogGroupArnList").items
    else:
        yield Part.of(resource, "LogGroupName")


def _name(named: Part) -> object:
    """Return what is named; of an Amazon Resource Name that is known, the log group's name."""
    found = named.text and _ARN.fullmatch(named.text)
    return found[1] if found else named.value


CHECK = Check(
    id=_ID,
    title="Filters and anomaly detectors read log groups of a class that has them.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html",
    ),
)
