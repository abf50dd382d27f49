"""What all typed resources have in common."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly.resolution import Reference
from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resolution import Unresolved
    from tocsin.assembly.resource import Resource, ResourceIndex
    from tocsin.assembly.stack import Stack


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What an alarm does, or where anything else points.

    Attributes:
        arn: The ARN (or name, or URL), or the text that stands for it.
        resource: The resource, if it is in the assembly.
        shape: The same with nothing left open but a name that AWS chooses; None where only a
            deployment knows what kind of identity the text stands for.
    """

    arn: str
    resource: Resource | None
    shape: str | None = None

    def leads_where(self, other: Link) -> bool:
        """Return whether it leads to the same thing as another link."""
        if self.resource is not None or other.resource is not None:
            return self.resource is other.resource
        return self.arn == other.arn


@dataclass(frozen=True, kw_only=True, eq=False)
class TypedResource:
    """A resource as what it is: its properties with names and types.

    Attributes:
        resource: The resource.
        index: Finds what it points to.
    """

    resource: Resource
    index: ResourceIndex = field(repr=False)

    @property
    def name(self) -> str:
        """Its physical name, or the text that stands for it."""
        return self.resource.name

    @property
    def stack(self) -> Stack:
        """The stack it is in."""
        return self.resource.stack

    @property
    def logical_id(self) -> str:
        """Its key in the template."""
        return self.resource.logical_id

    @property
    def properties(self) -> Mapping[str, object]:
        """Its resolved properties in CloudFormation's shape; do not change them."""
        return self.resource.properties

    @property
    def unresolved(self) -> tuple[Unresolved, ...]:
        """What of its properties is not known before deployment."""
        return self.resource.unresolved

    @cached_property
    def tags(self) -> dict[str, str]:
        """Its tags and those of its stack; its own win."""
        return {**self.stack.tags, **_tags(self.properties.get("Tags"))}

    def text(self, name: str) -> str:
        """Give a property as text, empty if it is not there or has no text."""
        value = self.properties.get(name)
        return "" if value is None else as_text(value) or ""

    def mapping(self, name: str) -> Mapping[str, object]:
        """Give a property that is an object, also one written as JSON text."""
        return as_object(self.properties.get(name))

    def link(self, name: str) -> Link | None:
        """Give what a property points to, or None if it is not there."""
        value = self.properties.get(name)
        return None if value is None else self.link_to(value)

    def links(self, name: str) -> tuple[Link, ...]:
        """Give what each item of a property points to."""
        return self.links_to(self.properties.get(name))

    def link_to(self, value: object, *, is_address: bool = False) -> Link:
        """Give what a resolved value points to.

        Args:
            value: The value.
            is_address: Whether its text is the address of a person. None is sought behind that:
                it would take the names of all resources.
        """
        text = as_text(value)
        name = json.dumps(value, default=str) if text is None else text
        is_sought = not is_address or isinstance(value, Reference)
        resource = self.index.find(value, self.stack) if is_sought else None
        return Link(arn=str(name), resource=resource, shape=_shape(value, resource))

    def links_to(self, values: object) -> tuple[Link, ...]:
        """Give what each of some resolved values points to; a single one counts as a list."""
        if values is None or values == "":
            return ()
        listed = values if isinstance(values, list) else [values]
        return tuple(map(self.link_to, listed))


def _shape(value: object, resource: Resource | None) -> str | None:
    if isinstance(value, Reference):
        return value.shape
    text = as_text(value)
    if text is None:
        return None
    written = resource.shapes.get(text) if resource is not None else None
    return written or (None if "${" in text or "{{resolve:" in text else text)


def as_object(value: object) -> Mapping[str, object]:
    """Read an object that may be written as JSON text; anything else is empty."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    return value if isinstance(value, dict) else {}


def _tags(written: object) -> dict[str, str]:
    """Read tags as a list of keys and values, or as the object some types have."""
    if isinstance(written, dict):
        pairs = list(written.items())
    else:
        items = written if isinstance(written, list) else []
        pairs = [(tag.get("Key"), tag.get("Value")) for tag in items if isinstance(tag, dict)]
    texts = ((as_text(key), as_text(value)) for key, value in pairs)
    return {key: value for key, value in texts if key is not None and value is not None}
