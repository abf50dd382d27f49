"""Gathers what is odd in the templates of an assembly, each thing once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.problem import AssemblyProblem
from tocsin.assembly.resolution import MISTAKES, ResolvedValue, Unresolved, disallowed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly.resource_index import ResourceIndex
    from tocsin.assembly.stack import Stack


def find_problems(
    index: ResourceIndex, parameter_values: Mapping[str, str]
) -> Iterator[AssemblyProblem]:
    """Resolve everything and give what is wrong with it.

    Args:
        index: The stacks of the assembly and their resources.
        parameter_values: The values given to parameters.
    """
    yield from _unknown_parameters(index.stacks, parameter_values)
    for stack in index.stacks:
        yield from stack.resolver.template.problems
        yield from _disallowed_values(stack)
        yield from _unresolved_problems(stack, index)


def _unknown_parameters(
    stacks: tuple[Stack, ...], parameter_values: Mapping[str, str]
) -> Iterator[AssemblyProblem]:
    declared = sorted({name for stack in stacks for name in stack.parameter_names})
    for name in parameter_values:
        if name not in declared:
            yield AssemblyProblem(
                where=f"parameter {name}",
                what="no template has this parameter",
                fix=f"give one of: {', '.join(declared) or 'none, no template has parameters'}",
            )


def _disallowed_values(stack: Stack) -> Iterator[AssemblyProblem]:
    for name, declaration in stack.resolver.template.parameters.items():
        what = disallowed(name, declaration, stack.resolver.parameter_values)
        if what:
            where = f"{stack.template_path}: Parameters.{name}"
            yield AssemblyProblem(where=where, what=what, fix="give an allowed value")


def _unresolved_problems(stack: Stack, index: ResourceIndex) -> Iterator[AssemblyProblem]:
    missing: dict[str, Unresolved] = {}
    for where, note in _unresolved(stack, index):
        if note.kind in MISTAKES:
            yield AssemblyProblem(where=where, what=note.why, fix=note.fix)
        elif note.kind == "parameter":
            missing.setdefault(note.value, note)
    for note in missing.values():
        where = f"{stack.template_path}: {stack.name}"
        yield AssemblyProblem(where=where, what=note.why, fix=note.fix)


def _unresolved(stack: Stack, index: ResourceIndex) -> Iterator[tuple[str, Unresolved]]:
    """Give everything unresolved in a stack with where it is."""
    for resource in index.of_stack(stack).values():
        for note in resource.unresolved:
            yield resource.where(f"Properties.{note.path}"), note
    for section, values in (("Conditions", _conditions(stack)), ("Outputs", stack.outputs)):
        for name, resolved in values.items():
            for note in resolved.unresolved:
                yield f"{stack.template_path}: {section}.{name}", note


def _conditions(stack: Stack) -> Mapping[str, ResolvedValue]:
    """Resolve the conditions of a stack, also those that a resource names and none declares."""
    resolver = stack.resolver
    used = {resource.condition for resource in resolver.resources.values()} - {None}
    names = dict.fromkeys([*resolver.template.conditions, *sorted(filter(None, used))])
    return {name: resolver.condition(name) for name in names}
