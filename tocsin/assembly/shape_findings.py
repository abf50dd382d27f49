"""What is odd in a template as it is written; it can be read nevertheless."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tocsin.assembly.resolution import SAM
from tocsin.assembly.template import LANGUAGE_EXTENSIONS
from tocsin.diagnostics import KeyPath, Problem, ProblemCollector, quoted

if TYPE_CHECKING:
    from tocsin.assembly.template import Template

_SECTIONS = ("Conditions", "Mappings", "Outputs", "Parameters", "Resources")
_KEYS_OF_A_MAP = 3
_CONTAINERS = (dict, list)
# Loops and functions of the extensions are resolved here, and SAM makes no alarm and no topic.
_HARMLESS_TRANSFORMS = frozenset({LANGUAGE_EXTENSIONS, SAM})


def shape_problems(template: Template) -> tuple[Problem, ...]:
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
            waiting += [
                ((*path, index), item)
                for index, item in enumerate(value)
                if isinstance(item, _CONTAINERS)
            ]
        elif isinstance(value, Mapping):
            for key, item in value.items():
                if isinstance(item, _CONTAINERS):
                    waiting.append(((*path, str(key)), item))
                name = _extension(str(key), item)
                if name is not None and name not in reported:
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
    if not key.startswith("Fn::"):
        return None
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
