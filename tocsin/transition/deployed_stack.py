"""A stack with those nested in it, as one assembly has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tocsin.transition.exports import Export, exports_of, has_open_imports, imported_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly import Assembly, Resource, Stack


class StackKey(NamedTuple):
    """What makes two stacks of two assemblies the same one."""

    name: str
    account: str | None
    region: str | None


class ResourceKey(NamedTuple):
    """What makes two resources of two assemblies the same one to CloudFormation."""

    stack: str
    logical_id: str


@dataclass(frozen=True, kw_only=True, eq=False)
class DeployedStack:
    """What CloudFormation deploys as one: a stack, and the stacks nested in it.

    Attributes:
        stack: The stack itself.
        parts: It, and those nested in it.
        resources: The resources of all parts; those whose condition is false are left out.
    """

    stack: Stack
    parts: tuple[Stack, ...]
    resources: Mapping[ResourceKey, Resource]

    @property
    def name(self) -> str:
        """The stack's name."""
        return self.stack.name

    @property
    def key(self) -> StackKey:
        """What tells it apart."""
        return StackKey(self.stack.name, self.stack.account, self.stack.region)

    @cached_property
    def exports(self) -> Mapping[str, Export]:
        """What it exports, by name."""
        return {each.name: each for part in self.parts for each in exports_of(part)}

    @cached_property
    def imports(self) -> frozenset[str]:
        """The names of the exports that it imports."""
        return frozenset().union(*map(imported_names, self.parts))

    @cached_property
    def has_open_imports(self) -> bool:
        """Whether it imports under names that its template leaves open."""
        return any(map(has_open_imports, self.parts))

    @cached_property
    def templates(self) -> tuple[object, ...]:
        """All of which it is made; alike for two that need no deployment between them."""
        return tuple((part.name, part.template, part.tags) for part in self.parts)


def stacks_of(assembly: Assembly) -> Iterator[DeployedStack]:
    """Give the stacks of an assembly, those that are nested within those that nest them."""
    parts: dict[Stack, list[Stack]] = {}
    for stack in assembly.stacks:
        parts.setdefault(_root(stack), []).append(stack)
    for root, group in parts.items():
        resources = {
            ResourceKey(part.name, logical_id): resource
            for part in group
            for logical_id, resource in assembly.index.of_stack(part).items()
        }
        yield DeployedStack(stack=root, parts=tuple(group), resources=resources)


def _root(stack: Stack) -> Stack:
    return stack if stack.parent is None else _root(stack.parent)
