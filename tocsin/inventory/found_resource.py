"""What is found in templates, and what is left out of it and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tocsin.assembly import Resource
from tocsin.catalogue import ResourceType
from tocsin.diagnostics import printable_line
from tocsin.inventory.identifier import StoredIdentifier, TemplateIdentifier


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FoundResource:
    """A resource of a template that the catalogue knows.

    Attributes:
        resource: It in its template.
        type: Its type in the catalogue.
        identifiers: What its template knows of them, by their names; all that are required.
        opt_ins: Settings that its template has switched on.
        settings: What its template says of it for thresholds, as a viewpoint writes it, by name.
    """

    resource: Resource
    type: ResourceType
    identifiers: Mapping[str, TemplateIdentifier]
    opt_ins: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def alarm_count(self) -> int:
        """How many alarms its type brings along for it."""
        alarms = self.type.alarms_for(
            self.identifiers, opted_in=self.opt_ins, settings=self.settings
        )
        return len(alarms)

    @property
    def parameter_count(self) -> int:
        """How many of its identifiers only a deployment knows."""
        return sum(isinstance(each, StoredIdentifier) for each in self.identifiers.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A resource that could be watched, and that is not among what is found.

    Attributes:
        logical_id: Its key in the template.
        type: Its CloudFormation type.
        stack: The name of its stack.
        why: The reason, as part of a sentence.
    """

    logical_id: str
    type: str
    stack: str
    why: str


def left_out(resource: Resource, why: str) -> LeftOut:
    """Return that *resource* is left out."""
    logical_id, kind, stack, reason = map(
        printable_line, (resource.logical_id, resource.type, resource.stack.name, why)
    )
    return LeftOut(logical_id=logical_id, type=kind, stack=stack, why=reason)
