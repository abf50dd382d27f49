"""The physical identity of a resource, as far as its template decides it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.identities import IDENTITIES, Identity
from tocsin.assembly.reference import Reference
from tocsin.assembly.unresolved import Outcome, Unresolved
from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from tocsin.assembly.resource import Resource

_ANY = Identity(name_property="")


def reference_to(resource: Resource) -> Outcome:
    """Give what `Ref` of a resource gives."""
    identity = IDENTITIES.get(resource.type, _ANY)
    symbol = f"${{{resource.logical_id}}}"
    return _identify(resource, identity, identity.ref, symbol)


def attribute_of(resource: Resource, attribute: str) -> Outcome:
    """Give what `Fn::GetAtt` of a resource gives."""
    identity = IDENTITIES.get(resource.type, _ANY)
    symbol = f"${{{resource.logical_id}.{attribute}}}"
    pattern = identity.attributes.get(attribute)
    if pattern is None:
        return Outcome(Reference(symbol, resource))
    return _identify(resource, identity, pattern, symbol)


def physical_name(resource: Resource) -> Outcome:
    """Give the name a template chooses, or its stand-in; None if CloudFormation chooses one."""
    identity = IDENTITIES.get(resource.type, _ANY)
    if identity.name_property in resource.raw_properties:
        chosen = resource.property(identity.name_property)
        name = as_text(chosen.value)
        if name:
            return Outcome(name, chosen.unresolved)
    if identity.stand_in:
        return Outcome(f"{resource.scope.stack_name}-{resource.logical_id}")
    return Outcome(None)


def identity_texts(resource: Resource) -> set[str]:
    """Give every text that identifies a resource: what `Ref` and known attributes give."""
    identity = IDENTITIES.get(resource.type)
    if identity is None:
        return set()
    names = [attribute for attribute, text in identity.attributes.items() if ":" in text]
    references = [
        resource.scope.reference(resource.logical_id).value,
        *(resource.scope.attribute(resource.logical_id, name).value for name in names),
    ]
    known = [text for text in references if isinstance(text, Reference)]
    return {str(text) for text in known} | {text.shape for text in known if text.shape}


def _identify(resource: Resource, identity: Identity, pattern: str, symbol: str) -> Outcome:
    name = physical_name(resource)
    if isinstance(name.value, str):
        text = _fill(resource, pattern, name.value)
        return Outcome(Reference(text, resource, text), _without_paths(name))
    shape = None
    if identity.ref != "{name}" or identity.attributes:
        shape = _fill(resource, pattern, _generated_name(resource, identity))
    return Outcome(Reference(symbol, resource, shape))


def _generated_name(resource: Resource, identity: Identity) -> str:
    attribute = f".{identity.name_attribute}" if identity.name_attribute else ""
    return f"${{{resource.logical_id}{attribute}}}"


def _fill(resource: Resource, pattern: str, name: str) -> str:
    environment = resource.scope.environment
    return pattern.format(
        name=name,
        path=as_text(resource.property("Path").value) or "/" if "{path}" in pattern else "/",
        account=environment.account_text,
        region=environment.region_text,
        partition=environment.partition,
        suffix=environment.url_suffix,
    )


def _without_paths(outcome: Outcome) -> tuple[Unresolved, ...]:
    """Keep what a name lacks; where in the naming resource it is does not matter to others."""
    return tuple(
        Unresolved(path="", value=note.value, kind=note.kind, why=note.why, fix=note.fix)
        for note in outcome.unresolved
    )
