"""A template's sections, with whatever is not shaped like one set aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tocsin.assembly.problem import AssemblyProblem
from tocsin.assembly.template.document import Document

Section = Mapping[str, Mapping[str, object]]
_SECTIONS = ("Conditions", "Mappings", "Outputs", "Parameters", "Resources")
# Its functions are resolved as they stand, and its loops are reported where they are.
_HARMLESS_TRANSFORMS = frozenset({"AWS::LanguageExtensions"})


@dataclass(frozen=True, kw_only=True)
class Template:
    """A CloudFormation template as written.

    Attributes:
        document: Where it was read from.
        raw: The whole template.
    """

    document: Document
    raw: Mapping[str, object]

    @cached_property
    def parameters(self) -> Section:
        """Declarations of parameters by name."""
        return self._members("Parameters")

    @cached_property
    def mappings(self) -> Section:
        """Two-level look-up tables by name."""
        return self._members("Mappings")

    @cached_property
    def conditions(self) -> Section:
        """Expressions by name of the condition."""
        return self._members("Conditions")

    @cached_property
    def outputs(self) -> Section:
        """Outputs by logical id."""
        return self._members("Outputs")

    @cached_property
    def resources(self) -> Section:
        """Raw resources by logical id; those without a type are left out."""
        members = self._members("Resources")
        return {name: raw for name, raw in members.items() if isinstance(raw.get("Type"), str)}

    @cached_property
    def problems(self) -> tuple[AssemblyProblem, ...]:
        """What in the template is not shaped as CloudFormation asks."""
        return (*self.document.problems, *self._shapes(), *self._types(), *self._transforms())

    def where(self, logical_id: str, path: str = "") -> str:
        """Say where something in a resource is: file, line, logical id and path."""
        line = self.document.resource_lines.get(logical_id)
        file = f"{self.document.path}:{line}" if line else str(self.document.path)
        return f"{file}: {logical_id}.{path}" if path else f"{file}: {logical_id}"

    def _members(self, section: str) -> Section:
        members = self.raw.get(section)
        if not isinstance(members, Mapping):
            return {}
        return {str(name): raw for name, raw in members.items() if isinstance(raw, Mapping)}

    def _shapes(self) -> list[AssemblyProblem]:
        odd = []
        for section in _SECTIONS:
            members = self.raw.get(section, {})
            if not isinstance(members, Mapping):
                odd.append((section, members))
                continue
            odd.extend(
                (f"{section}.{name}", raw)
                for name, raw in members.items()
                if not isinstance(raw, Mapping)
            )
        return [
            AssemblyProblem(
                where=f"{self.document.path}: {place}",
                what=f"this is {_shown(raw)} where CloudFormation has an object, so it is left out",
                fix="write it as an object, or expand the template first if a macro makes it",
            )
            for place, raw in odd
        ]

    def _types(self) -> list[AssemblyProblem]:
        return [
            AssemblyProblem(
                where=self.where(name),
                what=f"the resource has {_type_shown(raw)}, so it is left out",
                fix="give it a Type such as AWS::CloudWatch::Alarm",
            )
            for name, raw in self._members("Resources").items()
            if not isinstance(raw.get("Type"), str)
        ]

    def _transforms(self) -> list[AssemblyProblem]:
        declared = self.raw.get("Transform", [])
        names = declared if isinstance(declared, list) else [declared]
        return [
            AssemblyProblem(
                where=f"{self.document.path}: Transform",
                what=f"the transform {_shown(name)} runs at deployment; what it adds is not seen",
                fix="read the processed template: `aws cloudformation get-template "
                "--template-stage Processed --query TemplateBody`",
            )
            for name in names
            if not (isinstance(name, str) and name in _HARMLESS_TRANSFORMS)
        ]


def _type_shown(raw: Mapping[str, object]) -> str:
    return f"the type {_shown(raw['Type'])}" if "Type" in raw else "no type"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - about a line's rest
