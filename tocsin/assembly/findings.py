"""Gathers what is odd in the templates of an assembly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resolution import ResolvedValue, Unresolved, disallowed
from tocsin.assembly.template import shape_problems
from tocsin.diagnostics import KeyPath, Location, Problem, ProblemCollector, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly.resource_index import ResourceIndex
    from tocsin.assembly.stack import Stack

_MISTAKES = {
    "cycle": "template/reference-cycle",
    "malformed": "template/malformed-function",
    "missing": "template/missing-reference",
}
"""What no deployment would resolve, as the template itself is wrong; with the problem's kind."""


def find_problems(index: ResourceIndex, parameter_values: Mapping[str, str]) -> tuple[Problem, ...]:
    """Resolve everything and give what is wrong with it.

    Args:
        index: The stacks of the assembly and their resources.
        parameter_values: The values given to parameters.
    """
    collector = ProblemCollector()
    _check_parameter_names(index.stacks, parameter_values, collector)
    for stack in index.stacks:
        collector.extend(shape_problems(stack.resolver.template))
        _check_parameter_values(stack, collector)
        _check_unresolved(stack, index, collector)
    return tuple(collector.problems)


def _check_parameter_names(
    stacks: tuple[Stack, ...], parameter_values: Mapping[str, str], collector: ProblemCollector
) -> None:
    declared = tuple(sorted({name for stack in stacks for name in stack.parameter_names}))
    for name in parameter_values:
        if name not in declared:
            collector.report(
                "template/unknown-parameter",
                Location(source=f"parameter {name}"),
                "no template has this parameter",
                f"give {one_of(declared)}" if declared else "remove it; no template has parameters",
                severity="warning",
            )


def _check_parameter_values(stack: Stack, collector: ProblemCollector) -> None:
    template = stack.resolver.template
    for name, declaration in template.parameters.items():
        what = disallowed(name, declaration, stack.resolver.parameter_values)
        if what:
            collector.report(
                "template/parameter-value",
                template.locate("Parameters", name),
                what,
                "give an allowed value",
                severity="warning",
            )


def _check_unresolved(stack: Stack, index: ResourceIndex, collector: ProblemCollector) -> None:
    template = stack.resolver.template
    missing: dict[str, Unresolved] = {}
    for path, note in _unresolved(stack, index):
        if note.kind in _MISTAKES:
            where, kind = template.locate(*path), _MISTAKES[note.kind]
            collector.report(kind, where, note.why, note.fix, severity="warning")
        elif note.kind == "parameter":
            missing.setdefault(note.value, note)
    declared = {f"${{{name}}}": name for name in stack.parameter_names}
    for symbol, note in missing.items():
        path = ("Parameters", declared[symbol]) if symbol in declared else ()
        kind = "template/parameter-without-value"
        collector.report(kind, template.locate(*path), note.why, note.fix, severity="warning")


def _unresolved(stack: Stack, index: ResourceIndex) -> Iterator[tuple[KeyPath, Unresolved]]:
    """Give everything unresolved in a stack with its path in the template."""
    for logical_id, resource in index.of_stack(stack).items():
        for note in resource.unresolved:
            yield ("Resources", logical_id, "Properties", *note.key_path), note
    for section, values in (("Conditions", _conditions(stack)), ("Outputs", stack.outputs)):
        for name, resolved in values.items():
            for note in resolved.unresolved:
                yield (section, name), note


def _conditions(stack: Stack) -> Mapping[str, ResolvedValue]:
    """Resolve the conditions of a stack, also those that a resource names and none declares."""
    resolver = stack.resolver
    used = {resource.condition for resource in resolver.resources.values()} - {None}
    names = dict.fromkeys([*resolver.template.conditions, *sorted(filter(None, used))])
    return {name: resolver.condition(name) for name in names}
