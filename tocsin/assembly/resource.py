"""A resource of a stack, and the index that finds it by what refers to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly.resolution import (
    Reference,
    advice_of,
    identifying_attributes,
    root_causes,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from tocsin.assembly.resolution import DeclaredResource, ResolvedValue, Unresolved
    from tocsin.assembly.stack import Stack
    from tocsin.diagnostics import KeyPath, Location

_CONSTRUCT_PATH = "aws:cdk:path"


@dataclass(frozen=True, kw_only=True, eq=False)
class Resource:
    """A resource as it will be deployed. Two are equal only if they are the same one.

    Attributes:
        declared: It as its template declares it.
        stack: The stack it is in.
    """

    declared: DeclaredResource = field(repr=False)
    stack: Stack = field(repr=False)

    @property
    def logical_id(self) -> str:
        """Its key in the template."""
        return self.declared.logical_id

    @property
    def type(self) -> str:
        """Such as `AWS::SNS::Topic`."""
        return self.declared.type

    @property
    def condition(self) -> str | None:
        """Name of the condition that decides whether it exists."""
        return self.declared.condition

    @property
    def condition_holds(self) -> bool | None:
        """True if it will exist, None if that cannot be decided before deployment."""
        return self.stack.resolver.holds(self.condition)

    @property
    def what_decides_it(self) -> str | None:
        """Say what would decide whether it exists; None if that is decided."""
        if self.condition is None or self.condition_holds is not None:
            return None
        causes = root_causes(self.stack.resolver.condition(self.condition).unresolved)
        return advice_of(causes, "only a deployment decides it")

    @property
    def deletion_policy(self) -> str | None:
        """What becomes of it when it leaves its stack, if its template says so."""
        return self._policy("DeletionPolicy")

    @property
    def update_replace_policy(self) -> str | None:
        """What becomes of the old one when an update makes another, if its template says so."""
        return self._policy("UpdateReplacePolicy")

    def _policy(self, attribute: str) -> str | None:
        policy = self.stack.resolver.resolve(self.declared.raw.get(attribute)).value
        return policy if isinstance(policy, str) else None

    @property
    def metadata(self) -> Mapping[str, object]:
        """Its metadata as written."""
        metadata = self.declared.raw.get("Metadata")
        return metadata if isinstance(metadata, dict) else {}

    @property
    def construct_path(self) -> str:
        """The path of the construct that made it, as `Shop/Errors/Resource`; empty if not known.

        The template has it, or the metadata of its assembly.

        https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html
        """
        path = self.metadata.get(_CONSTRUCT_PATH)
        if isinstance(path, str):
            return path
        constructs = self.stack.constructs
        return constructs.find(self.stack.template_path, self.logical_id) if constructs else ""

    @property
    def line(self) -> int | None:
        """Its line (from 1) in the template, if known."""
        position = self.locate().position
        return position.line if position else None

    @property
    def properties(self) -> Mapping[str, object]:
        """Its properties with intrinsic functions resolved; do not change them."""
        value = self._resolved.value
        return value if isinstance(value, dict) else {}

    @property
    def unresolved(self) -> tuple[Unresolved, ...]:
        """What of its properties is not known before deployment."""
        return self._resolved.unresolved

    def why_unknown(self, key_path: KeyPath) -> tuple[str, str] | None:
        """Say why a property, or a part of one, is not known, and what makes it known.

        Args:
            key_path: Where it is below the properties.

        Returns:
            None if it is known.
        """
        notes = [note for note in self.unresolved if _meet(note.key_path, key_path)]
        if not notes:
            return None
        causes = root_causes(notes)
        fix = advice_of(causes, "write it out, or give it by a parameter of the template")
        return "; ".join(cause.why for cause in causes), fix

    @cached_property
    def _resolved(self) -> ResolvedValue:
        return self.stack.resolver.resolve(self.declared.properties)

    @property
    def name(self) -> str:
        """Its physical name, or the text that stands for it."""
        return self._name or f"${{{self.logical_id}}}"

    @property
    def is_named(self) -> bool:
        """Whether the template decides its name (or a text can stand for it)."""
        return self._name is not None

    @cached_property
    def _name(self) -> str | None:
        name = self.stack.resolver.physical_name(self.declared).value
        return name if isinstance(name, str) else None

    @property
    def reference(self) -> str:
        """What `Ref` of it gives."""
        return str(self.stack.resolver.reference(self.logical_id).value)

    def attribute(self, attribute: str) -> str:
        """Give what `Fn::GetAtt` of it gives."""
        return str(self.stack.resolver.attribute(self.logical_id, attribute).value)

    @cached_property
    def identities(self) -> frozenset[str]:
        """Every text that identifies it in its stack: `Ref`, ARN, also with an open name."""
        return frozenset(self.shapes) | {shape for shape in self.shapes.values() if shape}

    @cached_property
    def shapes(self) -> Mapping[str, str | None]:
        """What `Ref` and `Fn::GetAtt` of it give, each with only a generated name left open."""
        attributes = identifying_attributes(self.type)
        if attributes is None:
            return {}
        resolver = self.stack.resolver
        values = [
            resolver.reference(self.logical_id).value,
            *(resolver.attribute(self.logical_id, name).value for name in attributes),
        ]
        return {str(value): value.shape for value in values if isinstance(value, Reference)}

    @property
    def arn(self) -> str | None:
        """Its ARN with only a generated name left open; None for a type without a known form."""
        shapes = (shape for shape in self.shapes.values() if shape)
        return next((shape for shape in shapes if shape.startswith("arn:")), None)

    def locate(self, *path: str | int) -> Location:
        """Return the location of it, or of what stands in it below some keys."""
        return self.stack.resolver.template.locate("Resources", self.logical_id, *path)

    def where(self, path: str = "") -> str:
        """Say in one text where it, or a property of it, is: `shop.yaml:4: Alarm.Period`."""
        line = f":{self.line}" if self.line else ""
        return f"{self.stack.template_path}{line}: {self.logical_id}{'.' if path else ''}{path}"


def _meet(one: KeyPath, other: KeyPath) -> bool:
    """Say whether one path leads to or through what the other leads to."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


@dataclass(frozen=True, kw_only=True, eq=False)
class ResourceIndex:
    """Finds the resource behind an ARN or a reference.

    Attributes:
        stacks: The stacks of the assembly.
        hidden: Resources that are left aside, as if the templates did not have them.
        whole: The index without which nothing is left aside; None for that itself.
    """

    stacks: tuple[Stack, ...]
    hidden: frozenset[Resource] = frozenset()
    whole: ResourceIndex | None = None

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The resources that are deployed, in the order of the templates."""
        return tuple(self._declared.values())

    def of_stack(self, stack: Stack) -> dict[str, Resource]:
        """Give the resources of a stack by logical id."""
        found = ((key, self._declared.get(each)) for key, each in stack.resolver.resources.items())
        return {logical_id: resource for logical_id, resource in found if resource is not None}

    def without(self, hidden: Collection[Resource]) -> ResourceIndex:
        """Return an index of the same resources without some of them."""
        return ResourceIndex(stacks=self.stacks, hidden=frozenset(hidden), whole=self)

    def find(self, value: object, stack: Stack | None = None) -> Resource | None:
        """Give the resource that a value refers to, or None if the assembly has none such.

        Args:
            value: A reference, or the text of an ARN or another identity.
            stack: Where the value is; a text such as `${Topic}` has a meaning only in its stack.
        """
        if isinstance(value, Reference):
            return self._declared.get(value.resource)
        if not isinstance(value, str):
            return None
        local = self._local[stack].get(value) if stack is not None else None
        return local or self._named.get(value)

    @cached_property
    def _declared(self) -> Mapping[DeclaredResource, Resource]:
        if self.whole is not None:
            every = self.whole._declared.items()  # noqa: SLF001 - of an index like this one
            return {key: each for key, each in every if each not in self.hidden}
        return {
            declared: Resource(declared=declared, stack=stack)
            for stack in self.stacks
            for declared in stack.resolver.resources.values()
        }

    @cached_property
    def _local(self) -> Mapping[Stack, Mapping[str, Resource]]:
        """The resources of each stack by every text that identifies one there."""
        by_stack: dict[Stack, dict[str, Resource]] = {stack: {} for stack in self.stacks}
        for resource in self.resources:
            by_stack[resource.stack].update(dict.fromkeys(resource.identities, resource))
        return by_stack

    @cached_property
    def _named(self) -> Mapping[str, Resource]:
        """Resources whose name the template decides, by identity: it holds in all stacks."""
        return {
            text: resource
            for stack in reversed(self.stacks)
            for text, resource in self._local[stack].items()
            if resource.is_named
        }
