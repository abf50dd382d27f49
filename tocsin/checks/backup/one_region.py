"""A plan whose recovery points are all in one account and Region."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.recovery import Rule

if TYPE_CHECKING:
    from tocsin.assembly import Resource

_ID = "backup/one-region"
_AIR_GAPPED = "TargetLogicallyAirGappedBackupVaultArn"


def _find(subject: Subject) -> Iterator[Verdict]:
    by_plan: dict[Resource, list[Rule]] = {}
    for rule in subject.backups.rules:
        by_plan.setdefault(rule.plan.resource, []).append(rule)
    kept_elsewhere = {
        plan.stack.environment
        for plan, rules in by_plan.items()
        if any(_may_leave(subject, rule) for rule in rules)
    }
    for plan, rules in by_plan.items():
        # A daily plan without copies is right beside a weekly one with them.
        if plan.stack.environment not in kept_elsewhere:
            yield rules[0].plan.problem(
                _ID,
                "no rule of the plan copies recovery points to another Region or account",
                "add CopyActions with a vault in another Region, or better in another account",
                why="whatever takes the account or the Region takes the backups with it",
                severity="note",
            )


def _may_leave(subject: Subject, rule: Rule) -> bool:
    """Return whether what a rule writes can be anywhere else than its plan is."""
    copies = rule.part.at("CopyActions")
    if not copies.is_known and not copies.items:
        return True
    if rule.part.at(_AIR_GAPPED).is_there:
        return True  # other accounts can restore from it
    return any(
        _is_elsewhere(subject, copy.at("DestinationBackupVaultArn")) for copy in copies.items
    )


def _is_elsewhere(subject: Subject, vault: Part) -> bool:
    """Return whether a vault is, or may be, in another place than the plan that names it."""
    here = vault.resource.stack.environment
    found = subject.backups.vault_of(vault)
    if found is not None:
        return found.stack is not vault.resource.stack and found.stack.environment != here
    return f":backup:{here.region_text}:{here.account_text}:" not in str(vault.value)


CHECK = Check(
    id=_ID,
    title="Recovery points are copied to another Region or account.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html",
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html",
    ),
)
