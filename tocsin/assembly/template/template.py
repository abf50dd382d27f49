"""A template: its sections, and how it is told from people's other JSON and YAML."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from tocsin.assembly.template.document import Document
from tocsin.diagnostics import KeyPath, Location, Problem

_OTHER_KINDS: tuple[tuple[frozenset[str], str, str], ...] = (
    (
        frozenset({"apiVersion", "kind"}),
        "a Kubernetes manifest",
        "give a CloudFormation template or a cdk.out folder",
    ),
    (
        frozenset({"artifacts", "version"}),
        "the manifest of a CDK assembly",
        "give the folder it is in",
    ),
    (
        frozenset({"TemplateBody", "StagesAvailable"}),
        "the answer of `aws cloudformation get-template`",
        "save only the template: add `--query TemplateBody`",
    ),
    (
        frozenset({"openapi", "info"}),
        "an OpenAPI description",
        "give a CloudFormation template or a cdk.out folder",
    ),
)
_SERVERLESS = frozenset({"service", "provider"})
_ALARM_DUMP = frozenset({"AlarmArn", "CompositeAlarms", "MetricAlarms", "StateValue"})
_TERRAFORM = frozenset(
    {"format_version", "lineage", "planned_values", "provider", "resource", "terraform",
     "terraform_version"},
)  # fmt: skip
LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions"
_CLOUDFORMATION = "AWSTemplateFormatVersion"


def is_template(content: object) -> bool:
    """Say whether a parsed document is a CloudFormation template."""
    if not isinstance(content, Mapping):
        return False
    return _CLOUDFORMATION in content or isinstance(content.get("Resources"), Mapping)


def kind_of(content: object) -> tuple[str, str]:
    """Name a document that is not a template, and say what to give instead."""
    first = content[0] if isinstance(content, list) and content else content
    keys = set(first) if isinstance(first, Mapping) else set()
    if keys & _ALARM_DUMP:
        return (
            "a list of alarms from the CloudWatch API",
            "give the template that creates them; an API answer has no references to follow",
        )
    if keys >= _SERVERLESS:
        return (
            "a file of the Serverless Framework",
            "give the template that `serverless package` writes into .serverless/",
        )
    if keys & _TERRAFORM:
        return "a Terraform file", "give a CloudFormation template or a cdk.out folder"
    for marks, name, fix in _OTHER_KINDS:
        if marks <= keys:
            return name, fix
    if isinstance(content, Mapping) and "Resources" in keys:
        kind = _plain_type(content["Resources"])
        return f"a template whose Resources are a bare {kind}", "write them as an object"
    found = ", ".join(sorted(map(str, keys))[:5])
    return (
        f"not a CloudFormation template: it has no Resources, only {found}"
        if found
        else f"not a CloudFormation template but a bare {_plain_type(content)}",
        "give a CloudFormation template or a cdk.out folder",
    )


def _plain_type(content: object) -> str:
    if isinstance(content, list):
        return "list"
    if isinstance(content, str):
        return "text"
    return "empty object" if isinstance(content, Mapping) else "value"


Section = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, kw_only=True)
class Template:
    """A CloudFormation template as written.

    Attributes:
        document: Where it was read from.
        raw: The whole template; loops are replaced by what they make.
        origins: Where in the document what a loop made stands, by section and name.
        problems_of_loops: What is wrong with its loops.
    """

    document: Document
    raw: Mapping[str, object]
    origins: Mapping[KeyPath, KeyPath] = field(default_factory=dict)
    problems_of_loops: tuple[Problem, ...] = ()

    @cached_property
    def transforms(self) -> tuple[object, ...]:
        """What it is transformed by on deployment: names, or what else stands there."""
        declared = self.raw.get("Transform", [])
        return tuple(declared) if isinstance(declared, list) else (declared,)

    @property
    def extends_language(self) -> bool:
        """Whether it may have loops: it says so, or has one although it does not."""
        if LANGUAGE_EXTENSIONS in self.transforms:
            return True
        sections = map(self.raw.get, ("Conditions", "Resources", "Outputs"))
        return any(
            str(key).startswith("Fn::ForEach")
            for section in sections
            if isinstance(section, Mapping)
            for key in section
        )

    def unrolled(
        self,
        raw: Mapping[str, object],
        origins: Mapping[KeyPath, KeyPath],
        problems: tuple[Problem, ...],
    ) -> "Template":
        """Give the template that loops make of it."""
        return Template(
            document=self.document, raw=raw, origins=origins, problems_of_loops=problems
        )

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
        written = self.written_resources
        return {name: raw for name, raw in written.items() if isinstance(raw.get("Type"), str)}

    @cached_property
    def written_resources(self) -> Section:
        """Raw resources by logical id, also those without a type."""
        return self._members("Resources")

    def locate(self, *path: str | int) -> Location:
        """Return the location of what stands below some keys."""
        origin = self.origins.get(path[:2])
        if origin is None:
            return self.document.locate(path)
        return replace(self.document.locate(origin), key_path=path)

    def _members(self, section: str) -> Section:
        members = self.raw.get(section)
        if not isinstance(members, Mapping):
            return {}
        return {str(name): raw for name, raw in members.items() if isinstance(raw, Mapping)}
