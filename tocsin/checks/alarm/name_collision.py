"""Two alarms of one name in one account and Region."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted
from tocsin.simulation import SameName, same_names

_ID: Final = "alarm/name-collision"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in same_names(subject.assembly):
        yield _problem(each) if each.is_certain else _undecided(each)


def _problem(each: SameName) -> Problem:
    other, first = each.other, each.first
    there = "" if first.stack is other.stack else f" of {first.stack.name}"
    return Problem(
        kind=_ID,
        where=other.resource.locate("Properties", "AlarmName"),
        what=f"{first.logical_id}{there} has the name {quoted(other.name)} too",
        why="metric, log and composite alarms share the names of an account and Region: "
        "CloudFormation finds that the alarm exists already, and the deployment fails",
        fix="give each alarm a name of its own, or none: CloudFormation then makes one up",
    )


def _undecided(each: SameName) -> Undecided:
    other, first = each.other, each.first
    return Undecided(
        check=_ID,
        where=other.resource.locate("Properties", "AlarmName"),
        why=f"{first.logical_id} of {first.stack.name} has the name {quoted(other.name)} too, and "
        "whether both stacks are in one account and Region is not known",
        fix="say where they are deployed by --account and --region",
    )


CHECK: Final = Check(
    id=_ID,
    title="Each alarm of an account and Region has a name of its own.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html",
    ),
)
