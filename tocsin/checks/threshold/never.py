"""A threshold that no datapoint can cross."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.checks.threshold.idle_alarms import idle_alarms, why_of_ranges
from tocsin.checks.threshold.other_unit import meant_threshold
from tocsin.checks.threshold.set_later import sets_alarms_later, undecided

_ID = "threshold/never"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(idle_alarms):
        if not each.is_kind("never", by_algebra=False):
            continue
        known, where = each.known, each.known.locate("Threshold")
        if subject.memo(sets_alarms_later):
            yield undecided(_ID, where)
        else:
            yield each.problem(_ID, where, why_of_ranges(known), meant_threshold(known))


CHECK = Check(
    id=_ID,
    title="Some datapoint can cross the threshold of each alarm.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html",
    ),
)
