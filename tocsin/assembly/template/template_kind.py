"""Tells CloudFormation templates from the other JSON and YAML that people have at hand."""

from collections.abc import Mapping

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
_ALARM_DUMP = frozenset({"AlarmArn", "CompositeAlarms", "MetricAlarms", "StateValue"})
_TERRAFORM = frozenset(
    {"format_version", "lineage", "planned_values", "provider", "resource", "terraform",
     "terraform_version"},
)  # fmt: skip
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
    if keys & _TERRAFORM:
        return "a Terraform file", "give a CloudFormation template or a cdk.out folder"
    for marks, name, fix in _OTHER_KINDS:
        if marks <= keys:
            return name, fix
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
