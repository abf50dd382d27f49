"""Silence counts as a breach, of a metric that is silent when all is well."""

from collections.abc import Iterator
from typing import Final

from tocsin.alarms import TreatMissingData
from tocsin.checks.check import Check, Verdict
from tocsin.checks.known_alarm import KnownAlarm, known_alarms
from tocsin.checks.known_metric import KnownMetric
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID: Final = "missing-data/breaching-sparse"


_OF_READERS: Final = ("GetRecords.", "MillisBehindLatest")
"""Marks of metrics that are there while somebody reads: silence says that the reader stopped.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
"""


def _find(subject: Subject) -> Iterator[Verdict]:
    for known in subject.memo(known_alarms):
        metric = known.result
        is_asked = known.tells_of_a_sparse_metric and known.is_on_much
        if not is_asked or metric is None or known.treatment is not TreatMissingData.BREACHING:
            continue
        if not any(mark in metric.metric.name for mark in _OF_READERS):
            yield _problem(known, metric)


def _problem(known: KnownAlarm, metric: KnownMetric) -> Problem:
    only_bad = metric.range.low > 0
    return Problem(
        kind=_ID,
        where=known.locate("TreatMissingData"),
        what=f"{metric.metric.name} has no datapoint where nothing happens, and missing data "
        "breach: the alarm is in ALARM whenever all is quiet",
        fix="write notBreaching, and make an alarm of its own on traffic that stops",
        why="it pages in each quiet night, and says nothing new when something is wrong",
        severity="error" if only_bad else "warning",
    )


CHECK: Final = Check(
    id=_ID,
    title="Quiet is not a breach of an alarm on too much.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
    ),
)
