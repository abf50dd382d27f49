"""A threshold that no datapoint can cross."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.checks.threshold.idle_alarms import idle_alarms, why_of_ranges
from tocsin.checks.threshold.other_unit import meant_threshold

_ID = "threshold/never"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(idle_alarms):
        if each.is_kind("never", by_algebra=False):
            known = each.known
            meant = meant_threshold(known)
            yield each.problem(_ID, known.locate("Threshold"), why_of_ranges(known), meant)


CHECK = Check(
    id=_ID,
    title="Some datapoint can cross the threshold of each alarm.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html",
    ),
)
