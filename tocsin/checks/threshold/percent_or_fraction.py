"""A threshold that is possible, and very probably in another unit than its metric."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.checks.threshold.idle_alarms import idle_alarms
from tocsin.checks.threshold.other_unit import other_units
from tocsin.diagnostics import Problem, number_text

_ID = "threshold/percent-or-fraction"


def _find(subject: Subject) -> Iterator[Verdict]:
    said = {each.known for each in subject.memo(idle_alarms)}
    for known, found in other_units(subject):
        if known in said or known.definition.threshold is None:
            continue
        rule = f"{known.definition.comparison} {number_text(known.definition.threshold)}"
        yield Problem(
            kind=_ID,
            where=known.locate("Threshold"),
            what=f"{found.what}, and the alarm is on {rule}",
            fix=f"{found.meant}, if that is meant",
            why="CloudWatch compares numbers: it knows no units, and takes any threshold",
            severity="warning",
        )


CHECK = Check(
    id=_ID,
    title="Each threshold is in the unit of its metric.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html",
    ),
)
