"""The rules of backup plans, and what they write into which vaults."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.diagnostics import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Part


VAULT_TYPES = ("AWS::Backup::BackupVault", "AWS::Backup::LogicallyAirGappedBackupVault")
FOR_EVER = math.inf
_NEVER = -1
_VAULT_KEYS = ("TargetBackupVault", "TargetLogicallyAirGappedBackupVaultArn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of a plan.

    Attributes:
        plan: The plan, as its template declares it.
        part: The rule.
    """

    plan: Part
    part: Part

    @property
    def name(self) -> str:
        """What it is called in texts: by its name, if that is known."""
        name = self.part.at("RuleName").text
        return f"the rule {quoted(name)}" if name else "a rule"

    @property
    def is_continuous(self) -> bool | None:
        """Whether it makes continuous backups; None if that is not known."""
        setting = self.part.at("EnableContinuousBackup")
        return setting.flag if setting.is_there else False

    @property
    def copies(self) -> tuple[Part, ...]:
        """Its copy actions."""
        return self.part.at("CopyActions").items


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a rule writes into a vault.

    Attributes:
        rule: The rule.
        vault: Where the vault is named.
        lifecycle: How long it is kept.
        is_copy: Whether it is a copy of what stands in another vault.
    """

    rule: Rule
    vault: Part
    lifecycle: Part
    is_copy: bool = False


def written_by(rule: Rule) -> Iterator[Written]:
    """Yield what a rule writes: its recovery points, and their copies.

    A copy without a lifecycle of its own has that of the rule.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CopyAction.html
    """
    lifecycle = rule.part.at("Lifecycle")
    for key in _VAULT_KEYS:
        if rule.part.at(key).is_there:
            yield Written(rule=rule, vault=rule.part.at(key), lifecycle=lifecycle)
    for copy in rule.copies:
        own = copy.at("Lifecycle")
        yield Written(
            rule=rule,
            vault=copy.at("DestinationBackupVaultArn"),
            lifecycle=own if own.at("DeleteAfterDays").is_there or not own.is_known else lifecycle,
            is_copy=True,
        )


def kept_days(lifecycle: Part) -> float | None:
    """Return for how many days a lifecycle keeps recovery points; None if that is not known."""
    if not lifecycle.is_known:
        return None
    setting = lifecycle.at("DeleteAfterDays")
    if not setting.is_there:
        return FOR_EVER
    return FOR_EVER if setting.number == _NEVER else setting.number
