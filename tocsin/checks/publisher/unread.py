"""Metrics that code in the templates declares, and that nothing there reads."""

import re
from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.listed_names import listed_names
from tocsin.checks.publisher.embedded_metrics import embedded_metrics
from tocsin.checks.publisher.inline_code import inline_code
from tocsin.checks.subject import Subject

_ID = "publisher/unread"
_WORD = re.compile(r"[A-Za-z0-9_.\-/#]+")
_READING = (
    "AWS::ApplicationAutoScaling::ScalingPolicy",
    "AWS::AutoScaling::ScalingPolicy",
    "AWS::CloudWatch::AnomalyDetector",
    "AWS::CloudWatch::Dashboard",
    "AWS::CloudWatch::MetricStream",
)


def _find(subject: Subject) -> Iterator[Verdict]:
    read = {reading.name for alarm in subject.alarms for reading in alarm.readings}
    if None in read:
        return
    for code in subject.memo(inline_code):
        declared = dict.fromkeys(each.name for each in embedded_metrics(str(code.value)))
        unread = [name for name in declared if name not in read and not _is_shown(subject, name)]
        if declared and len(unread) == len(declared):
            yield code.problem(
                _ID,
                f"the code of {code.resource.logical_id} publishes {listed_names(unread)}, and "
                "nothing in the templates reads any of them",
                "add an alarm on them, show them on a dashboard, or publish them no more",
                why="each metric of one's own is paid for, and tells nobody by itself",
                severity="note",
            )


def _is_shown(subject: Subject, name: str) -> bool:
    return set(_WORD.findall(name)) <= subject.memo(_shown_words)


def _shown_words(subject: Subject) -> frozenset[str]:
    """Return the words of what reads metrics besides alarms."""
    return frozenset(
        word
        for resource in subject.assembly.resources(*_READING)
        for word in _WORD.findall(str(Part.of(resource).value))
    )


CHECK = Check(
    id=_ID,
    title="Something reads the metrics that code publishes.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html",
    ),
)
