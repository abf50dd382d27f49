"""How a resource of a CloudFormation template gives the identifiers of a resource type."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

_WHOLE = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierSource:
    """Where a template has an identifier.

    Attributes:
        property: The property whose value is the identifier, if the template gives one, as
            `RedrivePolicy.deadLetterTargetArn`; lists on the way stand for each of their items.
        attribute: What gives it once the resource exists: an attribute of `Fn::GetAtt`, or `Ref`.
        form: How the identifier is made of that: `{}-001`.
        of: How the resource that the property refers to gives it; the property's value is then a
            name or an ARN of that one. None if the value is the identifier.
        default: The identifier of a resource without the property.
        linked: The CloudFormation type of another resource that gives it, by its attribute.
        by: The CloudFormation type of what refers both to the resource and to the linked one.
    """

    property: str | None = None
    attribute: str | None = None
    form: str = _WHOLE
    of: "IdentifierSource | None" = None
    default: str | None = None
    linked: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateForm:
    """How the resources of one CloudFormation type are of a resource type.

    Attributes:
        where: Patterns that the whole values of properties match; a property that is not there
            has the value "".
        identifiers: Where identifiers are, by their names; each required one is among them.
        opt_ins: Patterns as in `where` that show an opt-in to be on, by the names of opt-ins.
    """

    where: Mapping[str, str]
    identifiers: Mapping[str, IdentifierSource]
    opt_ins: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def parse_template_form(data: Mapping[str, Any]) -> TemplateForm:
    """Return the form that a catalogue file describes."""
    identifiers = {name: _source(each) for name, each in data["identifiers"].items()}
    return TemplateForm(
        where=MappingProxyType(dict(data.get("where", {}))),
        identifiers=MappingProxyType(identifiers),
        opt_ins=MappingProxyType(dict(data.get("opt_ins", {}))),
    )


def _source(data: Mapping[str, Any]) -> IdentifierSource:
    of = data.get("of")
    return IdentifierSource(**{**data, "of": None if of is None else _source(of)})
