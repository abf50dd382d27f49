"""Says what in a template is not shaped as CloudFormation asks, and is therefore left out."""

from collections.abc import Mapping

from tocsin.assembly.template.template import Template
from tocsin.diagnostics import Problem, ProblemCollector, quoted

_SECTIONS = ("Conditions", "Mappings", "Outputs", "Parameters", "Resources")
# Its functions are resolved as they stand, and its loops are reported where they are.
_HARMLESS_TRANSFORMS = frozenset({"AWS::LanguageExtensions"})


def shape_problems(template: Template) -> tuple[Problem, ...]:
    """Give what is odd in a template as it is written; it can be read nevertheless."""
    collector = ProblemCollector(list(template.document.problems))
    for section in _SECTIONS:
        _check_section(template, section, collector)
    _check_types(template, collector)
    _check_transforms(template, collector)
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


def _check_transforms(template: Template, collector: ProblemCollector) -> None:
    declared = template.raw.get("Transform", [])
    for name in declared if isinstance(declared, list) else [declared]:
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
