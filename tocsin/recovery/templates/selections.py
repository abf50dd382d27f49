"""What selections of AWS Backup select."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.assembly import Part, Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A selection of a plan.

    Attributes:
        part: The selection.
        plan: The plan that it belongs to; None if the assembly does not have it.
    """

    part: Part
    plan: Resource | None

    @property
    def resource(self) -> Resource:
        """It as a resource of its template."""
        return self.part.resource

    @property
    def role(self) -> Part:
        """The role that makes its backups."""
        return self.part.at("IamRoleArn")

    @property
    def named(self) -> tuple[Part, ...]:
        """What it names by ARN."""
        return self.part.at("Resources").items

    @property
    def tags(self) -> tuple[Part, ...]:
        """The tags of which one is enough."""
        return self.part.at("ListOfTags").items

    @property
    def conditions(self) -> tuple[Part, ...]:
        """The conditions on tags that all have to hold."""
        conditions = self.part.at("Conditions")
        names = conditions.value if isinstance(conditions.value, dict) else {}
        return tuple(each for name in names for each in conditions.at(str(name)).items)
