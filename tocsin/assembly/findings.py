"""Gathers what is odd in the templates of an assembly: in their shape, and in their references."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tocsin.assembly.resolution import ResolvedValue, Unresolved, disallowed
from tocsin.assembly.template import LANGUAGE_EXTENSIONS
from tocsin.diagnostics import KeyPath, Location, Problem, ProblemCollector, one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly.resource import ResourceIndex
    from tocsin.assembly.stack import Stack
    from tocsin.assembly.template import Template

_SECTIONS = ("Conditions", "Mappings", "Outputs", "Parameters", "Resources")
_KEYS_OF_A_MAP = 3
# Its functions and loops are resolved as it would resolve them.
_HARMLESS_TRANSFORMS = frozenset({LANGUAGE_EXTENSIONS})


def find_problems(index: ResourceIndex, parameter_values: Mapping[str, str]) -> tuple[Problem, ...]:
    """Resolve everything and give what is wrong with it.

    Args:
        index: The stacks of the assembly and their resources.
        parameter_values: The values given to parameters.
    """
    collector = ProblemCollector()
    _check_parameter_names(index.stacks, parameter_values, collector)
    for stack in index.stacks:
        collector.extend(_shape_problems(stack.resolver.template))
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


def _shape_problems(template: Template) -> tuple[Problem, ...]:
    """Give what is odd in a template as it is written; it can be read nevertheless."""
    collector = ProblemCollector([*template.document.problems, *template.problems_of_loops])
    for section in _SECTIONS:
        _check_section(template, section, collector)
    _check_types(template, collector)
    _check_transforms(template, collector)
    if LANGUAGE_EXTENSIONS not in template.transforms:
        _check_language(template, collector)
    return tuple(collector.problems)


def _check_section(template: Template, section: str, collector: ProblemCollector) -> None:
    members = template.raw.get(section, {})
    if not isinstance(members, Mapping):
        _report_odd_shape(template, (section,), members, collector)
        return
    for name, raw in members.items():
        if not isinstance(raw, Mapping):
            _report_odd_shape(template, (section, str(name)), raw, collector)


def _report_odd_shape(
    template: Template, path: tuple[str, ...], found: object, collector: ProblemCollector
) -> None:
    collector.report(
        "template/not-an-object",
        template.locate(*path),
        f"this is {quoted(found)} where CloudFormation has an object, so it is left out",
        "write it as an object, or expand the template first if a macro makes it",
        severity="warning",
    )


def _check_types(template: Template, collector: ProblemCollector) -> None:
    for name, raw in template.written_resources.items():
        if isinstance(raw.get("Type"), str):
            continue
        found = f"the type {quoted(raw['Type'])}" if "Type" in raw else "no type"
        collector.report(
            "template/no-type",
            template.locate("Resources", name),
            f"the resource has {found}, so it is left out",
            "give it a Type such as AWS::CloudWatch::Alarm",
            severity="warning",
        )


def _check_language(template: Template, collector: ProblemCollector) -> None:
    """Report functions that CloudFormation has only with its language extensions."""
    reported: set[str] = set()
    waiting: list[tuple[KeyPath, object]] = [
        ((section,), template.document.content.get(section))
        for section in _SECTIONS
        if isinstance(template.document.content, Mapping)
    ]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, list):
            waiting += [((*path, index), item) for index, item in enumerate(value)]
        elif isinstance(value, Mapping):
            for key, item in value.items():
                waiting.append(((*path, str(key)), item))
                name = _extension(str(key), item)
                if name and name not in reported:
                    reported.add(name)
                    collector.report(
                        "template/language-extensions",
                        template.document.locate((*path, str(key))),
                        f"CloudFormation has {name} only with its language extensions",
                        "add Transform: AWS::LanguageExtensions",
                        severity="warning",
                    )


def _extension(key: str, argument: object) -> str | None:
    """Give the name of a function of the language extensions; None for anything else."""
    if key.startswith("Fn::ForEach::"):
        return "Fn::ForEach"
    if key in {"Fn::Length", "Fn::ToJsonString"}:
        return key
    if key == "Fn::FindInMap" and isinstance(argument, list) and len(argument) > _KEYS_OF_A_MAP:
        return "a DefaultValue of Fn::FindInMap"
    return None


def _check_transforms(template: Template, collector: ProblemCollector) -> None:
    for name in template.transforms:
        if isinstance(name, str) and name in _HARMLESS_TRANSFORMS:
            continue
        collector.report(
            "template/transform",
            template.locate("Transform"),
            f"the transform {quoted(name)} runs at deployment; what it adds is not seen",
            "read the processed template: `aws cloudformation get-template "
            "--template-stage Processed --query TemplateBody`",
            severity="warning",
        )


_MISTAKES = {
    "cycle": "template/reference-cycle",
    "malformed": "template/malformed-function",
    "missing": "template/missing-reference",
}
"""What no deployment would resolve, as the template itself is wrong; with the problem's kind."""
