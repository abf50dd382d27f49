"""Metric math that never crosses the threshold, because terms of it cancel each other."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.checks.threshold.idle_alarms import (
    expression_location,
    fix_by_algebra,
    idle_alarms,
    why_by_algebra,
)

_ID = "threshold/never-by-algebra"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(idle_alarms):
        if each.is_kind("never", by_algebra=True):
            where, why = expression_location(each.known), why_by_algebra(each.known)
            yield each.problem(_ID, where, why, fix_by_algebra(each))


CHECK = Check(
    id=_ID,
    title="What metric math gives depends on the metrics that it reads.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html",
    ),
)
