"""Reads identifiers of resources from an assembly, by what the catalogue says of templates."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from tocsin.assembly import Assembly, Resource
from tocsin.catalogue import Identifier, IdentifierSource
from tocsin.inventory.identifier import KnownIdentifier, StoredIdentifier, TemplateIdentifier
from tocsin.inventory.property_value import is_decided, property_values, written

_PARAMETER = "AWS::SSM::Parameter"
_PATH = re.compile(r"(/[A-Za-z0-9_.-]+)+")
_READ = re.compile(r"\{\{resolve:ssm:((?:/[A-Za-z0-9_.-]+)+)(?::\d+)?\}\}")
_LAST_PART = re.compile(r"[^:/]+\Z")
"""The name of a resource at the end of its Amazon Resource Name."""

Value = tuple[Resource, str]
"""A resource, and what a reference to it gives."""


class IdentifierReader:
    """Reads identifiers of the resources of one assembly."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._index = assembly.index

    def read(
        self, resource: Resource, identifier: Identifier, source: IdentifierSource
    ) -> TemplateIdentifier | None:
        """Return an identifier of *resource*; None if its template does not say where it is.

        What AWS would not take as the identifier is not believed: a deployment gives it then. A
        default is the catalogue's own, and may stand for what each stage has, as `{region}` does.
        """
        found = self._read(resource, source)
        if not isinstance(found, KnownIdentifier) or found.text == source.default:
            return found
        if not re.fullmatch(identifier.pattern, found.text):
            return self._deployed(resource, source) if source.attribute else None
        return found

    def _read(self, resource: Resource, source: IdentifierSource) -> TemplateIdentifier | None:
        if source.linked is not None:
            linked = self._linked(resource, source)
            there = replace(source, linked=None, by=None)
            return self._read(linked[0], there) if len(linked) == 1 else None
        values = property_values(resource, source.property) if source.property else ()
        if not values:
            return self._without_property(resource, source)
        return self._of_value(resource, source, values[0]) if len(values) == 1 else None

    def _without_property(
        self, resource: Resource, source: IdentifierSource
    ) -> TemplateIdentifier | None:
        if source.default is not None:
            return KnownIdentifier(text=source.default, given_by=None)
        return self._deployed(resource, source) if source.attribute else None

    def _of_value(
        self, resource: Resource, source: IdentifierSource, value: object
    ) -> TemplateIdentifier | None:
        path = source.property or ""
        if source.of is not None:
            referred = self._index.find(value, resource.stack)
            if referred is not None:
                return self._read(referred, source.of)
        if stored := _READ.fullmatch(value) if isinstance(value, str) else None:
            return StoredIdentifier(
                expression="", given_by=resource, value=stored[0], path=stored[1]
            )
        if is_decided(resource, path, value):
            return _known(resource, source, str(value))
        if source.attribute:
            return self._deployed(resource, source)
        if "." in path:  # what stands there as a whole is more than the identifier
            return None
        expression = json.dumps(written(resource, path), default=str)
        return StoredIdentifier(expression=expression, given_by=resource, value=str(value))

    def _deployed(self, resource: Resource, source: IdentifierSource) -> StoredIdentifier:
        attribute = source.attribute or ""
        is_reference = attribute == "Ref"
        value = resource.reference if is_reference else resource.attribute(attribute)
        if source.form != "{}":
            inner = resource.logical_id if is_reference else f"{resource.logical_id}.{attribute}"
            text = source.form.format(f"${{{inner}}}")
            return StoredIdentifier(
                expression=f'!Sub "{text}"', given_by=resource, value=source.form.format(value)
            )
        expression = f"!Ref {resource.logical_id}"
        if not is_reference:
            expression = f"!GetAtt {resource.logical_id}.{attribute}"
        return StoredIdentifier(
            expression=expression,
            given_by=resource,
            value=value,
            path=self._parameters.get((resource, value)),
            exports=tuple(self._exports.get((resource, value), ())),
        )

    def _linked(self, resource: Resource, source: IdentifierSource) -> list[Resource]:
        """Return the resources of a type that something refers to which refers to *resource*.

        That something may be of the type itself, as a stage of an API is.
        """
        found: dict[Resource, None] = {}
        for each in self._assembly.resources(source.by or ""):
            referred = list(self._referred(each, each.properties))
            if resource in referred:
                near = (each, *referred)
                found.update((other, None) for other in near if other.type == source.linked)
        return list(found)

    def _referred(self, resource: Resource, value: object) -> Iterator[Resource]:
        if isinstance(value, dict | list):
            for item in value.values() if isinstance(value, dict) else value:
                yield from self._referred(resource, item)
        elif (found := self._index.find(value, resource.stack)) is not None:
            yield found

    @cached_property
    def _parameters(self) -> dict[Value, str]:
        """The parameters of Systems Manager that the templates make, by what they have."""
        paths: dict[Value, str] = {}
        for parameter in self._assembly.resources(_PARAMETER):
            name, value = (parameter.properties.get(each) for each in ("Name", "Value"))
            target = self._index.find(value, parameter.stack)
            is_path = isinstance(name, str) and _PATH.fullmatch(name)
            if target is not None and is_path and is_decided(parameter, "Name", name):
                paths.setdefault((target, str(value)), str(name))
        return paths

    @cached_property
    def _exports(self) -> dict[Value, list[str]]:
        names: dict[Value, list[str]] = defaultdict(list)
        for stack in self._assembly.stacks:
            for logical_id, name in stack.exports.items():
                value = stack.outputs[logical_id].value
                target = self._index.find(value, stack)
                if target is not None:
                    names[target, str(value)].append(name)
        return names


def _known(resource: Resource, source: IdentifierSource, value: str) -> KnownIdentifier:
    """Return what a property gives: the identifier, or a name or an ARN of another resource."""
    if source.of is not None:
        last = _LAST_PART.search(value)
        return KnownIdentifier(text=last[0] if last else value, given_by=None)
    return KnownIdentifier(text=source.form.format(value), given_by=resource)
