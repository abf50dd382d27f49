"""Makes stacks from sources and follows the stacks nested in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.exports import Exports
from tocsin.assembly.nested_stacks import NESTED_STACK, NestedParameters, NestedTemplates
from tocsin.assembly.problem import AssemblyError, AssemblyProblem, unreadable
from tocsin.assembly.scope import Scope
from tocsin.assembly.session import Session
from tocsin.assembly.stack import Stack
from tocsin.assembly.template_files import read_template
from tocsin.assembly.unresolved import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tocsin.assembly.source import StackSource
    from tocsin.assembly.template import Template

MAXIMUM_STACKS = 2_000
MAXIMUM_NESTING = 10


class StackTree:
    """All stacks of an input.

    Attributes:
        problems: Nested stacks whose templates are not at hand.
    """

    def __init__(self, sources: Sequence[StackSource], given: Mapping[str, str]) -> None:
        self.problems: list[AssemblyProblem] = []
        self._session = Session(Exports(lambda: (stack.scope for stack in self.stacks())))
        self._given = {name: Outcome(value) for name, value in given.items()}
        self._templates: dict[Path, Template] = {
            source.template.document.path.resolve(): source.template for source in sources
        }
        self._count = 0
        self._nested_templates = NestedTemplates()
        nested = {path for source in sources for path in self._nested_paths(source)}
        self._roots = [
            self._root(source)
            for source in sources
            if source.template.document.path.resolve() not in nested or self._nests_itself(source)
        ]

    def stacks(self) -> Iterator[Stack]:
        """Give the stacks that are deployed, each before those nested in it."""
        for root in self._roots:
            yield from _with_nested(root)

    def _nested_paths(self, source: StackSource) -> set[Path]:
        """Find what a template nests: in a folder of templates these are no stacks of their own."""
        paths = (
            self._nested_templates.find(raw, source.template.document.path, source.root)
            for raw in source.template.resources.values()
            if raw["Type"] == NESTED_STACK
        )
        return {path.resolve() for path in paths if path is not None}

    def _nests_itself(self, source: StackSource) -> bool:
        return source.template.document.path.resolve() in self._nested_paths(source)

    def _root(self, source: StackSource) -> Stack:
        stack = self._stack(
            Scope(
                stack_name=source.name,
                environment=source.environment,
                template=source.template,
                given={**_outcomes(source.parameters), **self._given},
                session=self._session,
            ),
            parent=None,
            tags=source.tags,
        )
        self._follow(stack, source.root, (source.template.document.path.resolve(),))
        return stack

    def _stack(self, scope: Scope, *, parent: Stack | None, tags: Mapping[str, str]) -> Stack:
        self._count += 1
        if self._count > MAXIMUM_STACKS:
            what = f"there are more than {MAXIMUM_STACKS:,} stacks, with those nested in them"
            raise unreadable(scope.template.document.path, what, "read fewer templates at once")
        scope.stack = Stack(name=scope.stack_name, scope=scope, parent=parent, tags=tags)
        return scope.stack

    def _follow(self, stack: Stack, root: Path, ancestors: tuple[Path, ...]) -> None:
        scope = stack.scope
        for logical_id, raw in scope.template.resources.items():
            if raw["Type"] != NESTED_STACK:
                continue
            path = self._nested_templates.find(raw, scope.template.document.path, root)
            template = self._nested(scope, logical_id, path, ancestors)
            if template is not None and path is not None:
                child = self._child(stack, logical_id, raw, template)
                self._follow(child, root, (*ancestors, path.resolve()))

    def _nested(
        self, scope: Scope, logical_id: str, path: Path | None, ancestors: tuple[Path, ...]
    ) -> Template | None:
        where = scope.template.where(logical_id)
        if path is None:
            what, fix = "the template of this nested stack is not on disk", "synthesize it, or give"
            self._note(where, what, f"{fix} TemplateURL as a path beside the parent's template")
            return None
        if path.resolve() in ancestors or len(ancestors) > MAXIMUM_NESTING:
            self._note(where, "this nested stack contains itself", "break the circle of templates")
            return None
        try:
            return self._read(path)
        except AssemblyError as error:
            self.problems.extend(error.problems)
            return None

    def _read(self, path: Path) -> Template:
        resolved = path.resolve()
        if resolved not in self._templates:
            self._templates[resolved] = read_template(path, in_assembly=True)
        return self._templates[resolved]

    def _child(
        self, parent: Stack, logical_id: str, raw: Mapping[str, object], template: Template
    ) -> Stack:
        scope = Scope(
            stack_name=f"{parent.name}-{logical_id}",
            environment=parent.scope.environment,
            template=template,
            given=NestedParameters(parent.scope, raw),
            session=self._session,
        )
        parent.scope.children[logical_id] = scope
        return self._stack(scope, parent=parent, tags=parent.tags)

    def _note(self, where: str, what: str, fix: str) -> None:
        self.problems.append(AssemblyProblem(where=where, what=what, fix=fix))


def _with_nested(stack: Stack) -> Iterator[Stack]:
    yield stack
    for logical_id, child in stack.scope.children.items():
        if logical_id in stack.resources:
            yield from _with_nested(child.stack)


def _outcomes(values: Mapping[str, object]) -> dict[str, Outcome]:
    return {name: Outcome(value) for name, value in values.items()}
