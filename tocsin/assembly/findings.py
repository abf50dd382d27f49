"""Gathers what is odd in the templates of an assembly: in their shape, and in their references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.assembly.resolution import ResolvedValue, Unresolved, disallowed
from tocsin.assembly.shape_findings import shape_problems
from tocsin.diagnostics import KeyPath, Location, Problem, ProblemCollector, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly.resource import ResourceIndex
    from tocsin.assembly.stack import Stack

_BETWEEN_ALARMS_AND_PEOPLE = (
    "AWS::CloudWatch::",
    "AWS::Chatbot::",
    "AWS::SNS::",
)
"""What the prover reads: the types whose names begin so."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd in the templates.

    Attributes:
        problem: What it is.
        concerns_alarms: Whether alarms, or what is between them and people, may rest on it.
    """

    problem: Problem
    concerns_alarms: bool = True


def find_problems(index: ResourceIndex, parameter_values: Mapping[str, str]) -> tuple[Finding, ...]:
    """Resolve everything and give what is wrong with it, each cause once.

    Args:
        index: The stacks of the assembly and their resources.
        parameter_values: The values given to parameters.
    """
    collector = ProblemCollector()
    _check_parameter_names(index.stacks, parameter_values, collector)
    for stack in index.stacks:
        collector.extend(shape_problems(stack.resolver.template))
        _check_parameter_values(stack, collector)
    found = [Finding(problem) for problem in collector.problems]
    found += [each for stack in index.stacks for each in _unresolved_findings(stack, index)]
    return tuple(found)


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


@dataclass(slots=True)
class _Cause:
    """Something that is not known, and where it is used.

    Attributes:
        path: Where first.
        note: What is not known.
        places: In how many places.
        concerns_alarms: Whether one of them has to do with alarms.
    """

    path: KeyPath
    note: Unresolved
    places: int = 0
    concerns_alarms: bool = False


def _unresolved_findings(stack: Stack, index: ResourceIndex) -> Iterator[Finding]:
    """Give what is a mistake, or lacks a value, once for everything that rests on it."""
    causes: dict[tuple[str, str], _Cause] = {}
    for path, note, concerns_alarms in _unresolved(stack, index):
        if note.kind not in _KINDS:
            continue
        cause = causes.setdefault((note.kind, note.why), _Cause(path, note))
        cause.places += 1
        if concerns_alarms and not cause.concerns_alarms:
            cause.path, cause.concerns_alarms = path, True
    for cause in causes.values():
        yield Finding(_problem(stack, cause), cause.concerns_alarms)


def _problem(stack: Stack, cause: _Cause) -> Problem:
    note, path = cause.note, cause.path
    more = cause.places - 1
    what = note.why if not more else f"{note.why} (here and in {more} more places)"
    if note.kind == "parameter":
        # It is declared in one place, whatever uses it.
        names = {f"${{{name}}}": name for name in stack.parameter_names}
        path, what = ("Parameters", names[note.value]) if note.value in names else (), note.why
    return Problem(
        kind=_KINDS[note.kind],
        where=stack.locate(*path),
        what=what,
        fix=note.fix,
        severity="warning",
    )


def _unresolved(stack: Stack, index: ResourceIndex) -> Iterator[tuple[KeyPath, Unresolved, bool]]:
    """Give what is unresolved, its path in the template, and whether alarms may rest on it."""
    conditions_of_alarms: set[str] = set()
    for logical_id, resource in index.of_stack(stack).items():
        concerns = resource.type.startswith(_BETWEEN_ALARMS_AND_PEOPLE)
        if concerns and resource.condition is not None:
            conditions_of_alarms.add(resource.condition)
        for note in resource.unresolved:
            path = ("Resources", logical_id, "Properties", *note.key_path)
            for part in note.causes or (note,):
                yield path, part, concerns
    for name, resolved in _conditions(stack).items():
        for note in resolved.unresolved:
            yield ("Conditions", name), note, name in conditions_of_alarms
    for name, resolved in stack.outputs.items():
        for note in resolved.unresolved:
            yield ("Outputs", name), note, False


def _conditions(stack: Stack) -> Mapping[str, ResolvedValue]:
    """Resolve the conditions of a stack, also those that a resource names and none declares."""
    resolver = stack.resolver
    used = {resource.condition for resource in resolver.resources.values()} - {None}
    names = dict.fromkeys([*resolver.template.conditions, *sorted(filter(None, used))])
    return {name: resolver.condition(name) for name in names}


_KINDS = {
    "cycle": "template/reference-cycle",
    "malformed": "template/malformed-function",
    "missing": "template/missing-reference",
    "parameter": "template/parameter-without-value",
}
"""What is wrong with the template, or with what was given, by the kind of what is unresolved."""
