"""A resource of a stack."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly.identity import identity_texts, physical_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.scope import Scope
    from tocsin.assembly.stack import Stack
    from tocsin.assembly.unresolved import Outcome, Unresolved


@dataclass(frozen=True, kw_only=True, eq=False)
class Resource:
    """A resource as it will be deployed. Two are equal only if they are the same one.

    Attributes:
        logical_id: Its key in the template.
        raw: It as written.
        scope: The names its stack knows.
    """

    logical_id: str
    raw: Mapping[str, object] = field(repr=False)
    scope: Scope = field(repr=False)

    @property
    def type(self) -> str:
        """Such as `AWS::SNS::Topic`."""
        return str(self.raw["Type"])

    @property
    def stack(self) -> Stack:
        """The stack it is in."""
        return self.scope.stack

    @property
    def condition(self) -> str | None:
        """Name of the condition that decides whether it exists."""
        name = self.raw.get("Condition")
        return name if isinstance(name, str) else None

    @property
    def condition_holds(self) -> bool | None:
        """True if it will exist, None if that cannot be decided before deployment."""
        return self.scope.holds(self.raw.get("Condition"))

    @property
    def metadata(self) -> Mapping[str, object]:
        """Its metadata as written."""
        metadata = self.raw.get("Metadata")
        return metadata if isinstance(metadata, dict) else {}

    @property
    def line(self) -> int | None:
        """Its line (from 1) in the template, if known."""
        return self.scope.template.document.resource_lines.get(self.logical_id)

    @property
    def raw_properties(self) -> Mapping[str, object]:
        """Its properties as written."""
        properties = self.raw.get("Properties")
        return properties if isinstance(properties, dict) else {}

    @property
    def properties(self) -> Mapping[str, object]:
        """Its properties with intrinsic functions resolved; do not change them."""
        value = self._resolved.value
        return value if isinstance(value, dict) else {}

    @property
    def unresolved(self) -> tuple[Unresolved, ...]:
        """What of its properties is not known before deployment."""
        return self._resolved.unresolved

    @cached_property
    def name(self) -> str:
        """Its physical name, or the text that stands for it."""
        name = physical_name(self).value
        return name if isinstance(name, str) else f"${{{self.logical_id}}}"

    @cached_property
    def is_named(self) -> bool:
        """Whether the template decides its name (or a text can stand for it)."""
        return physical_name(self).value is not None

    @property
    def reference(self) -> str:
        """What `Ref` of it gives."""
        return str(self.scope.reference(self.logical_id).value)

    def attribute(self, attribute: str) -> str:
        """Give what `Fn::GetAtt` of it gives."""
        return str(self.scope.attribute(self.logical_id, attribute).value)

    def property(self, name: str) -> Outcome:
        """Resolve one property, without the others."""
        return self.scope.resolve(self.raw_properties.get(name))

    def identity_texts(self) -> set[str]:
        """Give every text that identifies it in its stack."""
        return identity_texts(self)

    def where(self, path: str = "") -> str:
        """Say where it, or a property of it, is: file, line, logical id and path."""
        return self.scope.template.where(self.logical_id, path)

    @cached_property
    def _resolved(self) -> Outcome:
        return self.scope.resolve(self.raw_properties)
