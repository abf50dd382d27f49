"""A backup plan that AWS Backup refuses for its names, or for how much is in it."""

import re
from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import quoted
from tocsin.recovery import Rule

_ID = "backup/plan-refused"
_WHY = "AWS Backup refuses the plan"
_RULE_NAME = re.compile(r"[A-Za-z0-9_.\-]{1,50}")
_LONGEST_PLAN_NAME = 50
_MOST_RULES = 10
_MOST_COPIES = 5
_MOST_DAYS = 36_500
_NEVER = -1


def _find(subject: Subject) -> Iterator[Verdict]:
    for resource in subject.assembly.resources("AWS::Backup::BackupPlan"):
        yield from _plan(Part.of(resource, "BackupPlan"))
    for rule in subject.backups.rules:
        yield from _rule(rule)


def _plan(plan: Part) -> Iterator[Verdict]:
    name, rules = plan.at("BackupPlanName"), plan.at("BackupPlanRule")
    if name.text is not None and not 0 < len(name.text) <= _LONGEST_PLAN_NAME:
        what = f"the name of the plan has {len(name.text)} characters"
        yield name.problem(_ID, what, f"use 1 to {_LONGEST_PLAN_NAME}", why=_WHY)
    if len(rules.items) > _MOST_RULES:
        what = f"the plan has {len(rules.items)} rules"
        fix = f"keep at most {_MOST_RULES}, and make a second plan"
        yield rules.problem(_ID, what, fix, why=_WHY)


def _rule(rule: Rule) -> Iterator[Verdict]:
    name = rule.part.at("RuleName")
    if name.text is not None and not _RULE_NAME.fullmatch(name.text):
        what = f"{quoted(name.text)} is not a name of a rule"
        fix = "use 1 to 50 letters, digits and - _ ."
        yield name.problem(_ID, what, fix, why=_WHY)
    if len(rule.copies) > _MOST_COPIES:
        what = f"{rule.name} copies to {len(rule.copies)} vaults"
        fix = f"keep at most {_MOST_COPIES} in a rule, and add a rule for others"
        yield rule.part.at("CopyActions").problem(_ID, what, fix, why=_WHY)
    for holder in (rule.part, *rule.copies):
        yield from _days(holder.at("Lifecycle", "DeleteAfterDays"))


def _days(deleted: Part) -> Iterator[Verdict]:
    days = deleted.number
    if days is not None and days != _NEVER and not 1 <= days <= _MOST_DAYS:
        fix = f"write 1 to {_MOST_DAYS:,}, or {_NEVER} for ever"
        yield deleted.problem(_ID, f"recovery points are kept for {days:g} days", fix, why=_WHY)


CHECK = Check(
    id=_ID,
    title="AWS Backup takes the names and the size of each plan.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html",
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-limits.html",
        "https://github.com/hashicorp/terraform-provider-aws/issues/24960",
    ),
)
