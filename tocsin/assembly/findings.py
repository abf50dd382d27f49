"""Gathers what is odd in the templates of an assembly, each thing once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.parameters import disallowed
from tocsin.assembly.problem import AssemblyProblem
from tocsin.assembly.unresolved import MISTAKES, Outcome, Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tocsin.assembly.stack import Stack


def find_problems(
    stacks: tuple[Stack, ...], given: Mapping[str, str], noted: Iterable[AssemblyProblem]
) -> tuple[AssemblyProblem, ...]:
    """Resolve everything and give what is wrong with it.

    Args:
        stacks: The stacks of the assembly.
        given: The values given to parameters.
        noted: What was found before.
    """
    found = [*noted, *_unknown_parameters(stacks, given)]
    for stack in stacks:
        found.extend(stack.scope.template.problems)
        found.extend(_disallowed_values(stack))
        found.extend(_unresolved_problems(stack))
    return tuple(dict.fromkeys(found))


def _unknown_parameters(
    stacks: tuple[Stack, ...], given: Mapping[str, str]
) -> Iterator[AssemblyProblem]:
    declared = sorted({name for stack in stacks for name in stack.scope.template.parameters})
    for name in given:
        if name not in declared:
            yield AssemblyProblem(
                where=f"parameter {name}",
                what="no template has this parameter",
                fix=f"give one of: {', '.join(declared) or 'none, no template has parameters'}",
            )


def _disallowed_values(stack: Stack) -> Iterator[AssemblyProblem]:
    scope = stack.scope
    for name, declaration in scope.template.parameters.items():
        what = disallowed(name, declaration, scope.given)
        if what:
            where = f"{stack.template_path}: Parameters.{name}"
            yield AssemblyProblem(where=where, what=what, fix="give an allowed value")


def _unresolved_problems(stack: Stack) -> Iterator[AssemblyProblem]:
    missing: dict[str, Unresolved] = {}
    for where, note in _unresolved(stack):
        if note.kind in MISTAKES:
            yield AssemblyProblem(where=where, what=note.why, fix=note.fix)
        elif note.kind == "parameter":
            missing.setdefault(note.value, note)
    for note in missing.values():
        where = f"{stack.template_path}: {stack.name}"
        yield AssemblyProblem(where=where, what=note.why, fix=note.fix)


def _unresolved(stack: Stack) -> Iterator[tuple[str, Unresolved]]:
    """Give everything unresolved in a stack with where it is."""
    for resource in stack.resources.values():
        for note in resource.unresolved:
            yield resource.where(f"Properties.{note.path}"), note
    for section, outcomes in (("Conditions", _conditions(stack)), ("Outputs", stack.outputs)):
        for name, outcome in outcomes.items():
            for note in outcome.unresolved:
                yield f"{stack.template_path}: {section}.{name}", note


def _conditions(stack: Stack) -> Mapping[str, Outcome]:
    scope = stack.scope
    named = {resource.condition for resource in stack.resources.values()} - {None}
    names = dict.fromkeys([*scope.template.conditions, *sorted(filter(None, named))])
    return {name: scope.condition(name) for name in names}
