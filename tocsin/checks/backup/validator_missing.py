"""A restore test after which nobody looks at what was restored."""

from collections.abc import Iterator

from tocsin.assembly import EventRule, Part, Resource
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject

_ID = "backup/validator-missing"
_SOURCE, _KIND, _DONE = "aws.backup", "Restore Job State Change", "COMPLETED"
_FUNCTION = "AWS::Lambda::Function"
_DISABLED = "DISABLED"


def _find(subject: Subject) -> Iterator[Verdict]:
    rules = [each for each in subject.assembly.event_rules if each.state != _DISABLED]
    for plan in subject.assembly.resources("AWS::Backup::RestoreTestingPlan"):
        if not any(_may_validate(subject, rule, plan) for rule in rules):
            yield Part.of(plan).problem(
                _ID,
                "no rule of the templates runs a function when a restore of this test is done",
                "add a rule for Restore Job State Change with the status COMPLETED, whose function "
                "looks at the data and calls PutRestoreValidationResult",
                why="AWS Backup calls a restore successful that has no data in it",
                severity="warning",
            )


def _may_validate(subject: Subject, rule: EventRule, plan: Resource) -> bool:
    """Return whether a rule runs a function for restores of a plan, or may."""
    same_place = rule.stack.environment == plan.stack.environment
    pattern = rule.pattern
    if not same_place or not any(_runs_something(each.link.resource) for each in rule.targets):
        return False
    if not isinstance(pattern, dict):
        return isinstance(pattern, str) and "${" in pattern
    detail = pattern.get("detail")
    asked = detail if isinstance(detail, dict) else {}
    return (
        _has(pattern.get("source"), _SOURCE)
        and _has(pattern.get("detail-type"), _KIND)
        and _has(asked.get("status"), _DONE)
        and _names(subject, asked.get("restoreTestingPlanArn"), plan)
    )


def _runs_something(target: Resource | None) -> bool:
    """Return whether a target runs code; one of another template may."""
    return target is None or target.type == _FUNCTION or "StateMachine" in target.type


def _has(listed: object, value: str) -> bool:
    """Return whether a pattern lets a value through; one without the field lets all through."""
    if listed is None:
        return True
    return isinstance(listed, list) and (
        value in listed or any(isinstance(each, dict) for each in listed)
    )


def _names(subject: Subject, listed: object, plan: Resource) -> bool:
    if listed is None:
        return True
    values = listed if isinstance(listed, list) else []
    return any(
        isinstance(each, dict)
        or subject.assembly.index.find(each, plan.stack) is plan
        or (isinstance(each, str) and each.startswith("arn:"))
        for each in values
    )


CHECK = Check(
    id=_ID,
    title="Somebody looks at what a restore test restored.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-validation.html",
    ),
)
