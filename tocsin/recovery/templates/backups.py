"""Plans, selections and vaults of AWS Backup in an assembly, each found once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly import Part
from tocsin.recovery.templates.matching import Matching
from tocsin.recovery.templates.rules import VAULT_TYPES, Rule
from tocsin.recovery.templates.selections import Selection

if TYPE_CHECKING:
    from tocsin.assembly import Assembly, Resource


@dataclass(frozen=True, eq=False)
class Backups:
    """What an assembly has of AWS Backup.

    Attributes:
        assembly: What is deployed.
    """

    assembly: Assembly

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of all plans."""
        return tuple(
            Rule(plan=plan, part=part)
            for resource in self.assembly.resources("AWS::Backup::BackupPlan")
            for plan in (Part.of(resource, "BackupPlan"),)
            for part in plan.at("BackupPlanRule").items
        )

    @cached_property
    def selections(self) -> tuple[Selection, ...]:
        """The selections of all plans."""
        index = self.assembly.index
        return tuple(
            Selection(
                part=Part.of(resource, "BackupSelection"),
                plan=index.find(resource.properties.get("BackupPlanId"), resource.stack),
            )
            for resource in self.assembly.resources("AWS::Backup::BackupSelection")
        )

    def vault_of(self, part: Part) -> Resource | None:
        """Return the vault that a part names, by name or ARN; None if it is not in the assembly."""
        found = self.assembly.index.find(part.value, part.resource.stack)
        return found if found is not None and found.type in VAULT_TYPES else None

    def may_match(self, selection: Selection, resource: Resource) -> bool:
        """Return whether a selection matches a resource, or may; what is not known may match."""
        return self._matching.may_match(selection, resource)

    @cached_property
    def _matching(self) -> Matching:
        return Matching(self.assembly)
