"""Metric math that always crosses the threshold, because terms of it cancel each other."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.checks.threshold.idle_alarms import (
    expression_location,
    idle_alarms,
    same_series_text,
    why_of_ranges,
)

_ID = "threshold/always-by-algebra"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(idle_alarms):
        if each.is_kind("always", by_algebra=True):
            known = each.known
            why = same_series_text(known) or why_of_ranges(known)
            yield each.problem(_ID, expression_location(known), why, _FIX)


_FIX = "look at the dimensions of each query: one of them may be meant to read another series"

CHECK = Check(
    id=_ID,
    title="What metric math gives depends on the metrics that it reads.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html",
    ),
)
