"""A restore test that AWS Backup refuses."""

import re
from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import did_you_mean, quoted

_ID = "backup/restore-test-refused"
_WHY = "AWS Backup refuses the restore test"
_PLAN_NAME = re.compile(r"[A-Za-z0-9_]{1,50}")
_TYPES = (
    "Aurora", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "FSx", "Neptune", "RDS", "S3",
)  # fmt: skip
_MOST_ARNS = 30
_EVERYTHING = "*"
_PLAN_BOUNDS = (
    (("StartWindowHours",), 1, 168, "hours"),
    (("RecoveryPointSelection", "SelectionWindowDays"), 1, 365, "days"),
)


def _find(subject: Subject) -> Iterator[Verdict]:
    for resource in subject.assembly.resources("AWS::Backup::RestoreTestingPlan"):
        plan = Part.of(resource)
        yield from _name(plan.at("RestoreTestingPlanName"))
        for path, least, most, unit in _PLAN_BOUNDS:
            yield from _within(plan.at(*path), least, most, unit)
    for resource in subject.assembly.resources("AWS::Backup::RestoreTestingSelection"):
        yield from _selection(Part.of(resource))


def _name(name: Part) -> Iterator[Verdict]:
    if name.text is not None and not _PLAN_NAME.fullmatch(name.text):
        what = f"{quoted(name.text)} is not a name of a restore testing plan"
        yield name.problem(_ID, what, "use 1 to 50 letters, digits and underscores", why=_WHY)


def _within(part: Part, least: int, most: int, unit: str) -> Iterator[Verdict]:
    if part.number is not None and not least <= part.number <= most:
        what = f"{part.path[-1]} is {part.number:g} {unit}"
        yield part.problem(_ID, what, f"write {least} to {most}", why=_WHY)


def _selection(selection: Part) -> Iterator[Verdict]:
    kind, arns = selection.at("ProtectedResourceType"), selection.at("ProtectedResourceArns")
    if kind.text is not None and kind.text not in _TYPES:
        what = f"AWS Backup tests no restores of {quoted(kind.text)}"
        yield kind.problem(_ID, what, did_you_mean(kind.text, _TYPES), why=_WHY)
    yield from _within(selection.at("ValidationWindowHours"), 0, 168, "hours")
    if len(arns.items) > _MOST_ARNS:
        what = f"the selection names {len(arns.items)} resources"
        yield arns.problem(_ID, what, f'name at most {_MOST_ARNS}, or write ["*"]', why=_WHY)
    if len(arns.items) > 1 and any(each.text == _EVERYTHING for each in arns.items):
        what = "the selection names * beside other resources"
        yield arns.problem(_ID, what, 'write ["*"] alone, or leave it out', why=_WHY)


CHECK = Check(
    id=_ID,
    title="AWS Backup takes each restore test.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html",
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingSelectionForCreate.html",
    ),
)
