"""Values of dimensions that a template takes from a resource, and that are not what is needed."""

from tocsin.assembly import Reference, Resource
from tocsin.catalogue import IdentifierSource
from tocsin.checks.metric.dimension_value import REF, DimensionValue
from tocsin.checks.metric.identity import (
    Wanted,
    given_kind,
    reference_text,
    takes_arn,
    wanted_identifiers,
)
from tocsin.checks.metric.wrong import Wrong

_LAMBDA_RESOURCE = ("AWS/Lambda", "Resource")
_NEVER_NAMES = ("an ARN", "a URL")


def of_other_resource(value: DimensionValue, wanted: tuple[Wanted, ...]) -> Wrong | None:
    """Find a resource that the namespace knows by another dimension, as an HTTP API by its id."""
    resource = value.resource
    forms = {name for each in wanted for name in each.forms}
    if resource is None or not forms or resource.type in forms:
        return None
    others = wanted_identifiers(value.read.namespace).items()
    right = [
        dimension for dimension, each in others if any(resource.type in one.forms for one in each)
    ]
    if not right:
        return None
    return Wrong(
        what=f"{resource.logical_id} is of type {resource.type}, whose metrics have no "
        f"{value.dimension}",
        fix=f"read what it publishes by {right[0]}, or name the resource that is meant",
    )


def of_other_attribute(value: DimensionValue, wanted: tuple[Wanted, ...]) -> Wrong | None:
    """Find an attribute of the right resource that is not the identifier, such as its ARN."""
    resource = value.resource
    if resource is None or not value.attribute:
        return None
    fitting = [each for each in wanted if resource.type in each.forms]
    found = [_compared(value, resource, each) for each in fitting]
    return found[0] if found and all(found) else None


def _compared(value: DimensionValue, resource: Resource, wanted: Wanted) -> Wrong | None:
    source = wanted.forms[resource.type]
    if value.attribute == source.attribute or _is_same(value, resource, source):
        if source.form == "{}":
            return None
        what = f"the {value.dimension} of {resource.logical_id} is not {_written(value)} alone"
        return Wrong(what=what, fix=f"write {wanted.identifier.means}")
    kind = given_kind(resource.type, value.attribute, _shape(value.text))
    if kind is None or (kind == "an ARN" and takes_arn(wanted.identifier)):
        return None
    return Wrong(
        what=f"{_written(value)} gives {kind}, and {value.dimension} is {wanted.identifier.means}",
        fix=_fix(resource, source),
    )


def _is_same(value: DimensionValue, resource: Resource, source: IdentifierSource) -> bool:
    """Say whether another attribute gives the very same text."""
    if source.attribute is None:
        return False
    is_ref = source.attribute == REF
    expected = resource.reference if is_ref else resource.attribute(source.attribute)
    return expected == value.text


def of_arn(value: DimensionValue, wanted: tuple[Wanted, ...]) -> Wrong | None:
    """Find an ARN or a URL, composed or of a resource of any type, where a name belongs."""
    is_named = (value.read.namespace, value.dimension) == _LAMBDA_RESOURCE
    if any(takes_arn(each.identifier) for each in wanted) or not (wanted or is_named):
        return None
    shape = _shape(value.text)
    if value.resource is not None and value.attribute:
        kind = given_kind(value.resource.type, value.attribute, shape)
    elif value.resource is not None or value.is_composed or (is_named and value.is_literal):
        kind = given_kind("", "", shape)
    else:
        return None
    if kind not in _NEVER_NAMES:
        return None
    means = (
        wanted[0].identifier.means
        if wanted
        else "the function's name, a colon, and its alias or version"
    )
    return Wrong(
        what=f"{_written(value)} gives {kind}, and {value.dimension} is {means}",
        fix=f"write {means}",
    )


def _shape(text: str) -> str:
    return (text.shape or text) if isinstance(text, Reference) else text


def _written(value: DimensionValue) -> str:
    resource = value.resource
    if resource is None or not value.attribute:
        return f"the value {value.text!r}"
    return reference_text(resource.logical_id, value.attribute)


def _fix(resource: Resource, source: IdentifierSource) -> str:
    if source.attribute is not None:
        return f"write {reference_text(resource.logical_id, source.attribute)}"
    return f"write what the template gives {resource.logical_id} as {source.property}"
