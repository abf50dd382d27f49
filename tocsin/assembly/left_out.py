"""Resources that a template declares, and that a condition which is false leaves out."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from tocsin.assembly.resolution import remedies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly.resolution import DeclaredResource
    from tocsin.assembly.stack import Stack


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A resource that is declared, and is not deployed.

    Attributes:
        name: Its physical name, or the text that stands for it.
        logical_id: Its key in the template.
        type: Such as `AWS::CloudWatch::Alarm`.
        where: File, line and logical id.
        condition: The condition that is false: its own, or that of the nested stack it is in.
        construct_path: The path of its construct, as the CDK writes it; empty without one.
        remedies: What makes the condition true, each by itself: `--parameter Stage=prod`. Empty if
            no one or two values do.
        stack: The stack that declares it.
        properties: Its properties as written.
    """

    name: str
    logical_id: str
    type: str
    where: str
    condition: str
    construct_path: str = ""
    remedies: tuple[str, ...]
    stack: Stack = field(repr=False, compare=False)
    properties: object = field(repr=False, compare=False)

    def is_called(self, text: str) -> bool:
        """Say whether a name, a logical id, the end of a construct path or a pattern means it."""
        spelled = (self.name, self.logical_id, self.construct_path)
        is_end = self.construct_path.endswith(f"/{text}")
        return is_end or any(each and fnmatchcase(each, text) for each in spelled)

    @property
    def fix(self) -> str:
        """Say what brings it back."""
        if not self.remedies:
            return f"change the condition {self.condition}, which no one or two values make true"
        return f"give {' or '.join(self.remedies)}"


def left_out_of(
    stack: Stack, types: tuple[str, ...], because: tuple[Stack, str] | None = None
) -> Iterator[LeftOut]:
    """Give the resources of some types that conditions leave out of a stack.

    Args:
        stack: The stack.
        types: The types that matter.
        because: The condition that leaves the whole stack out, and the stack that has it.
    """
    resolver = stack.resolver
    declared = resolver.left_out if because is None else resolver.declared
    found: dict[str, tuple[str, ...]] = {}
    for resource in declared.values():
        if resource.type in types:
            owner, condition = because or (stack, resource.condition or "")
            if condition not in found:
                found[condition] = remedies(owner.resolver, condition)
            yield _left_out(resource, stack, condition, found[condition])


def _left_out(
    resource: DeclaredResource, stack: Stack, condition: str, found: tuple[str, ...]
) -> LeftOut:
    name = stack.resolver.physical_name(resource).value
    where = stack.locate("Resources", resource.logical_id)
    line = f":{where.position.line}" if where.position else ""
    return LeftOut(
        name=name if isinstance(name, str) else f"${{{resource.logical_id}}}",
        logical_id=resource.logical_id,
        type=resource.type,
        where=f"{stack.template_path}{line}: {resource.logical_id}",
        condition=condition,
        construct_path=_construct_path(resource),
        remedies=found,
        stack=stack,
        properties=resource.properties,
    )


def _construct_path(resource: DeclaredResource) -> str:
    metadata = resource.raw.get("Metadata")
    path = metadata.get("aws:cdk:path") if isinstance(metadata, dict) else None
    return path.removesuffix("/Resource") if isinstance(path, str) else ""
