"""A template's sections; what is not shaped like a part of one is left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tocsin.assembly.template.document import Document
from tocsin.diagnostics import Location

Section = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, kw_only=True)
class Template:
    """A CloudFormation template as written.

    Attributes:
        document: Where it was read from.
        raw: The whole template.
    """

    document: Document
    raw: Mapping[str, object]

    @cached_property
    def parameters(self) -> Section:
        """Declarations of parameters by name."""
        return self._members("Parameters")

    @cached_property
    def mappings(self) -> Section:
        """Two-level look-up tables by name."""
        return self._members("Mappings")

    @cached_property
    def conditions(self) -> Section:
        """Expressions by name of the condition."""
        return self._members("Conditions")

    @cached_property
    def outputs(self) -> Section:
        """Outputs by logical id."""
        return self._members("Outputs")

    @cached_property
    def resources(self) -> Section:
        """Raw resources by logical id; those without a type are left out."""
        written = self.written_resources
        return {name: raw for name, raw in written.items() if isinstance(raw.get("Type"), str)}

    @cached_property
    def written_resources(self) -> Section:
        """Raw resources by logical id, also those without a type."""
        return self._members("Resources")

    def locate(self, *path: str | int) -> Location:
        """Return the location of what stands below some keys."""
        return self.document.locate(path)

    def _members(self, section: str) -> Section:
        members = self.raw.get(section)
        if not isinstance(members, Mapping):
            return {}
        return {str(name): raw for name, raw in members.items() if isinstance(raw, Mapping)}
