"""A stack of an assembly, and what it imports from others."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly.resolution import remedies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tocsin.assembly.environment import Environment
    from tocsin.assembly.resolution import ResolvedValue, StackResolver
    from tocsin.assembly.sources import ConstructPaths
    from tocsin.diagnostics import Location


_IMPORT = "Fn::ImportValue"


def imports_of(resolver: StackResolver) -> Iterator[ResolvedValue]:
    """Give the name of each export that a stack imports, resolved, once for each time it is used.

    What a condition that is false leaves out imports nothing.
    """
    for resource in resolver.resources.values():
        yield from _in(resource.properties, resolver)
    for output in resolver.template.outputs.values():
        if resolver.holds(output.get("Condition")) is not False:
            yield from _in(output.get("Value"), resolver)


def _in(value: object, resolver: StackResolver) -> Iterator[ResolvedValue]:
    if isinstance(value, list):
        for item in value:
            yield from _in(item, resolver)
    elif isinstance(value, dict):
        if _IMPORT in value:
            yield resolver.resolve(value[_IMPORT])
            return
        for item in _chosen(value["Fn::If"], resolver) if "Fn::If" in value else value.values():
            yield from _in(item, resolver)


def _chosen(arguments: object, resolver: StackResolver) -> Iterator[object]:
    """Give the branches of an `Fn::If` that may be taken."""
    if not isinstance(arguments, list) or len(arguments) != 3:  # noqa: PLR2004 - as it is written
        return
    condition, if_true, if_false = arguments
    holds = resolver.holds(condition)
    if holds is not False:
        yield if_true
    if holds is not True:
        yield if_false


@dataclass(frozen=True, kw_only=True, eq=False)
class Stack:
    """A stack as it will be deployed. Two are equal only if they are the same one.

    Attributes:
        name: Its name; for a bare template that of the file, for a nested stack the parent's and
            the logical id.
        id: What tells it apart in its assembly, where two stacks may have one name.
        resolver: What its names mean.
        parent: The stack it is nested in.
        tags: Tags that CloudFormation puts on every resource of it.
        depends_on: The ids of what is deployed before it, assets too; None if no manifest says so.
        is_protected: Whether its termination protection is on.
        is_named_by_file: Whether nothing says its name, so that it has that of its file.
        constructs: The constructs of its resources; None if nothing says them.
    """

    name: str
    id: str
    resolver: StackResolver = field(repr=False)
    parent: Stack | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    depends_on: tuple[str, ...] | None = None
    is_protected: bool = False
    is_named_by_file: bool = False
    constructs: ConstructPaths | None = field(default=None, repr=False)

    @property
    def environment(self) -> Environment:
        """The account and the Region it is deployed to."""
        return self.resolver.environment

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The parameters that its template declares."""
        return tuple(self.resolver.template.parameters)

    @property
    def account(self) -> str | None:
        """Its account, if known."""
        return self.environment.account

    @property
    def region(self) -> str | None:
        """Its Region, if known."""
        return self.environment.region

    @property
    def template_path(self) -> Path:
        """The file its template was read from."""
        return self.resolver.template.document.path

    @property
    def template(self) -> Mapping[str, object]:
        """Its template as written."""
        return self.resolver.template.raw

    @property
    def template_size(self) -> int:
        """The length of its template's file in bytes."""
        return self.resolver.template.document.size

    @property
    def parameters(self) -> Mapping[str, Mapping[str, object]]:
        """What its template declares of each parameter."""
        return self.resolver.template.parameters

    @property
    def given_parameters(self) -> frozenset[str]:
        """The parameters that are given a value, whatever their default is."""
        return frozenset(self.resolver.parameter_values)

    @cached_property
    def outputs(self) -> Mapping[str, ResolvedValue]:
        """Its outputs by logical id."""
        return {
            logical_id: self.resolver.output(logical_id)
            for logical_id, output in self.resolver.template.outputs.items()
            if self.resolver.holds(output.get("Condition")) is not False
        }

    @cached_property
    def exports(self) -> Mapping[str, str]:
        """The name of each export by the logical id of its output."""
        return dict(self.resolver.export_names())

    @cached_property
    def imports(self) -> tuple[ResolvedValue, ...]:
        """The name of each export that it imports, resolved, once for each time it is used."""
        if not self.resolver.template.document.may_mention(_IMPORT):
            return ()
        return tuple(imports_of(self.resolver))

    def what_makes_true(self, condition: str) -> tuple[str, ...]:
        """Say what would make a condition true, each by itself: `--parameter Stage=prod`."""
        return remedies(self.resolver, condition)

    def locate(self, *path: str | int) -> Location:
        """Return the location of it, or of what stands in its template below some keys."""
        return self.resolver.template.locate(*path)
