"""Vaults, plans and selections of AWS Backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resources.typed_resource import TypedResource, as_object
from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resources.typed_resource import Link


class BackupVault(TypedResource):
    """Where recovery points are kept.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-backup-backupvault.html
    """

    @property
    def arn(self) -> str:
        """Its ARN, or the text that stands for it."""
        return self.resource.attribute("BackupVaultArn")

    @property
    def kms_key(self) -> Link | None:
        """The key its recovery points are encrypted with."""
        return self.link("EncryptionKeyArn")

    @property
    def lock(self) -> Mapping[str, object]:
        """Its vault lock: least and greatest retention, and when it becomes final."""
        return self.mapping("LockConfiguration")


class BackupPlan(TypedResource):
    """When recovery points are made, and how long they are kept.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-backup-backupplan.html
    """

    @property
    def name(self) -> str:
        """The plan's name; the plan itself is identified by an id that AWS chooses."""
        return as_text(self.mapping("BackupPlan").get("BackupPlanName")) or self.resource.name

    @property
    def rules(self) -> tuple[Mapping[str, object], ...]:
        """Its rules in CloudFormation's shape."""
        rules = self.mapping("BackupPlan").get("BackupPlanRule")
        items = rules if isinstance(rules, list) else []
        return tuple(rule for rule in items if isinstance(rule, dict))

    def vault_of(self, rule: Mapping[str, object]) -> Link | None:
        """Give the vault that a rule of it writes to."""
        return next(iter(self.links_to(rule.get("TargetBackupVault"))), None)


class BackupSelection(TypedResource):
    """What a plan protects.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-backup-backupselection.html
    """

    @property
    def selection(self) -> Mapping[str, object]:
        """The selection in CloudFormation's shape."""
        return self.mapping("BackupSelection")

    @property
    def name(self) -> str:
        """The selection's name."""
        return as_text(self.selection.get("SelectionName")) or self.resource.name

    @property
    def plan(self) -> Link | None:
        """The plan it belongs to."""
        return self.link("BackupPlanId")

    @property
    def resources(self) -> tuple[Link, ...]:
        """What it names by ARN, perhaps with wildcards."""
        return self.links_to(self.selection.get("Resources"))

    @property
    def conditions(self) -> Mapping[str, object]:
        """Conditions on tags that all must hold."""
        return as_object(self.selection.get("Conditions"))
