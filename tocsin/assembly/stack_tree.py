"""The stacks of an input, each with those nested in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tocsin.assembly.left_out import LeftOut, left_out_of
from tocsin.assembly.resolution import (
    Exports,
    ResolutionMemory,
    ResolvedValue,
    StackResolver,
    transformed,
)
from tocsin.assembly.sources import NESTED_STACK, NestedTemplates, read_template
from tocsin.assembly.stack import Stack
from tocsin.diagnostics import InvalidInputError, Location, Problem, ProblemCollector

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tocsin.assembly.environment import Environment
    from tocsin.assembly.resolution import ParameterValues
    from tocsin.assembly.sources import StackSource
    from tocsin.assembly.template import Template

MAXIMUM_STACKS = 2_000
MAXIMUM_NESTING = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Branch:
    """A stack with the stacks nested in it, by logical id."""

    stack: Stack
    nested: dict[str, _Branch] = field(default_factory=dict)

    def deployed(self) -> Iterator[Stack]:
        """Give the stack and those nested in it, without those whose condition is false."""
        yield self.stack
        for logical_id, branch in self.nested.items():
            if logical_id in self.stack.resolver.resources:
                yield from branch.deployed()

    def left_out(self, types: tuple[str, ...]) -> Iterator[LeftOut]:
        """Give the resources of some types that conditions leave out of these stacks."""
        yield from left_out_of(self.stack, types)
        for logical_id, branch in self.nested.items():
            resource = self.stack.resolver.left_out.get(logical_id)
            if resource is None:
                yield from branch.left_out(types)
            else:
                yield from branch.all_of(types, (self.stack, resource.condition or ""))

    def all_of(self, types: tuple[str, ...], because: tuple[Stack, str]) -> Iterator[LeftOut]:
        """Give all resources of some types, which one condition leaves out."""
        yield from left_out_of(self.stack, types, because)
        for branch in self.nested.values():
            yield from branch.all_of(types, because)


class StackTree:
    """All stacks of an input."""

    def __init__(
        self,
        sources: Sequence[StackSource],
        parameter_values: Mapping[str, str],
        stack_name: str | None = None,
    ) -> None:
        self._collector = ProblemCollector()
        self._memory = ResolutionMemory()
        self._exports = Exports(lambda: (stack.resolver for stack in self.stacks()))
        self._parameter_values = _resolved(parameter_values)
        self._templates: dict[Path, Template] = {
            source.template.document.path.resolve(): source.template for source in sources
        }
        self._count = 0
        self._nested_templates = NestedTemplates()
        nested = {path for source in sources for path in self._nested_paths(source)}
        roots = [
            source
            for source in sources
            if source.template.document.path.resolve() not in nested or self._nests_itself(source)
        ]
        self._roots = [self._root(source) for source in _named(roots, stack_name)]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Nested stacks whose templates are not at hand."""
        return tuple(self._collector.problems)

    def stacks(self) -> Iterator[Stack]:
        """Give the stacks that are deployed, each before those nested in it."""
        for root in self._roots:
            yield from root.deployed()

    def left_out(self, types: tuple[str, ...]) -> Iterator[LeftOut]:
        """Give the resources of some types that conditions leave out."""
        for root in self._roots:
            yield from root.left_out(types)

    def _nested_paths(self, source: StackSource) -> set[Path]:
        """Find what a template nests; in a folder of templates that is not a stack of its own."""
        paths = (
            self._nested_templates.find(raw, source.template.document.path, source.root)
            for raw in source.template.resources.values()
            if raw["Type"] == NESTED_STACK
        )
        return {path.resolve() for path in paths if path is not None}

    def _nests_itself(self, source: StackSource) -> bool:
        return source.template.document.path.resolve() in self._nested_paths(source)

    def _root(self, source: StackSource) -> _Branch:
        values = {**_resolved(source.parameters), **self._parameter_values}
        written = _alone(source.name, source.environment, source.template, values)
        resolver = StackResolver(
            stack_name=source.name,
            environment=source.environment,
            template=transformed(source.template, written.resolve),
            parameter_values=values,
            memory=self._memory,
            exports=self._exports,
        )
        stack = Stack(
            name=source.name,
            id=source.id,
            resolver=resolver,
            tags=source.tags,
            depends_on=source.depends_on,
            is_protected=source.is_protected,
            is_named_by_file=source.is_named_by_file,
            constructs=source.constructs,
        )
        branch = self._branch(stack)
        self._follow(branch, source.root, (source.template.document.path.resolve(),))
        return branch

    def _branch(self, stack: Stack) -> _Branch:
        self._count += 1
        if self._count > MAXIMUM_STACKS:
            raise InvalidInputError.of(
                "assembly/too-many-stacks",
                stack.resolver.template.locate(),
                f"there are more than {MAXIMUM_STACKS:,} stacks, with those nested in them",
                "read fewer templates at once",
            )
        return _Branch(stack=stack)

    def _follow(self, branch: _Branch, root: Path, ancestors: tuple[Path, ...]) -> None:
        template = branch.stack.resolver.template
        for logical_id, raw in template.resources.items():
            if raw["Type"] != NESTED_STACK:
                continue
            path = self._nested_templates.find(raw, template.document.path, root)
            nested = self._read(path, template.locate("Resources", logical_id), ancestors)
            if nested is not None and path is not None:
                child = self._nest(branch, logical_id, raw, nested)
                self._follow(child, root, (*ancestors, path.resolve()))

    def _read(
        self, path: Path | None, where: Location, ancestors: tuple[Path, ...]
    ) -> Template | None:
        if path is None:
            self._collector.report(
                "template/nested-stack-not-found",
                where,
                "the template of this nested stack is not on disk",
                "synthesize it, or give TemplateURL as a path beside the parent's template",
                severity="warning",
            )
            return None
        resolved = path.resolve()
        if resolved in ancestors or len(ancestors) > MAXIMUM_NESTING:
            self._collector.report(
                "template/nested-in-itself",
                where,
                "this nested stack contains itself",
                "break the circle of templates",
                severity="warning",
            )
            return None
        if resolved not in self._templates:
            try:
                self._templates[resolved] = read_template(path, in_assembly=True)
            except InvalidInputError as error:
                self._collector.extend(error.problems)
                return None
        return self._templates[resolved]

    def _nest(
        self, parent: _Branch, logical_id: str, raw: Mapping[str, object], template: Template
    ) -> _Branch:
        stack = parent.stack
        name, environment = f"{stack.name}-{logical_id}", stack.resolver.environment
        given = _NestedParameters(_copy(stack.resolver), raw)
        written = _alone(name, environment, template, given)
        resolver = StackResolver(
            stack_name=name,
            environment=environment,
            template=transformed(template, written.resolve),
            parameter_values=_NestedParameters(stack.resolver, raw),
            memory=self._memory,
            exports=self._exports,
            is_nested=True,
        )
        stack.resolver.nested[logical_id] = resolver
        parent.nested[logical_id] = self._branch(
            Stack(
                name=resolver.stack_name,
                id=f"{stack.id}-{logical_id}",
                resolver=resolver,
                parent=stack,
                tags=stack.tags,
                is_named_by_file=stack.is_named_by_file,
                constructs=stack.constructs,
            )
        )
        return parent.nested[logical_id]


def _alone(
    name: str, environment: Environment, template: Template, values: ParameterValues
) -> StackResolver:
    """Make a resolver of a stack beside that of its assembly, of whose memory it knows nothing.

    What loops go over is asked before all stacks are known: no answer may be remembered.
    """
    return StackResolver(
        stack_name=name,
        environment=environment,
        template=template,
        parameter_values=values,
        memory=ResolutionMemory(),
        exports=Exports(tuple),
    )


def _copy(resolver: StackResolver) -> StackResolver:
    """Make a resolver that remembers nothing of the same stack."""
    values = resolver.parameter_values
    if isinstance(values, _NestedParameters):
        values = values.without_memory()
    return _alone(resolver.stack_name, resolver.environment, resolver.template, values)


class _NestedParameters(Mapping[str, ResolvedValue]):
    """What a parent gives to a nested stack's parameters, resolved when it is asked for.

    Nested stacks may use each other's outputs, so nothing can be resolved before all are known.
    """

    def __init__(self, parent: StackResolver, raw: Mapping[str, object]) -> None:
        properties = raw.get("Properties")
        written = properties.get("Parameters") if isinstance(properties, dict) else None
        self._written = written if isinstance(written, dict) else {}
        self._parent = parent
        self._raw = raw

    def __getitem__(self, name: str) -> ResolvedValue:
        return self._parent.resolve(self._written[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)

    def without_memory(self) -> _NestedParameters:
        """Give the same values, resolved without what is remembered."""
        return _NestedParameters(_copy(self._parent), self._raw)


def _named(sources: Sequence[StackSource], name: str | None) -> Sequence[StackSource]:
    """Give the one stack that has the name of its file the name that it really has.

    Raises:
        InvalidInputError: No stack, or several, would get the name.
    """
    if name is None:
        return sources
    unnamed = [source for source in sources if source.is_named_by_file]
    if len(unnamed) != 1:
        where = Location(source=f"stack name {name}")
        what = f"{len(unnamed)} templates are without a name for their stack"
        fix = "give the name with one template; the manifest of a cdk.out names its stacks"
        raise InvalidInputError.of("assembly/stack-name", where, what, fix)
    return [
        replace(source, name=name, is_named_by_file=False) if source is unnamed[0] else source
        for source in sources
    ]


def _resolved(values: Mapping[str, object]) -> dict[str, ResolvedValue]:
    return {name: ResolvedValue(value) for name, value in values.items()}
