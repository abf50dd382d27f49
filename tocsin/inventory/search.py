"""Finds what can be watched in the templates of an assembly, by what the catalogue says."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from tocsin.assembly import Assembly, Resource, Stack
from tocsin.catalogue import (
    PUBLISHING_TYPES,
    ResourceType,
    TemplateForm,
    load_resource_type,
    types_of_templates,
)
from tocsin.inventory.deployment_helpers import deployment_helpers
from tocsin.inventory.found_resource import FoundResource, LeftOut, left_out
from tocsin.inventory.identifier import TemplateIdentifier
from tocsin.inventory.identifier_reader import IdentifierReader
from tocsin.inventory.property_value import property_text, property_values

_LOGICAL_ID = re.compile(r"[A-Za-z0-9]+")

_OURS = "tocsin:system"
"""A tag of the stacks that Tocsin builds."""

Candidate = tuple[ResourceType, TemplateForm]


@dataclass(slots=True, kw_only=True)
class Search:
    """What was found.

    Attributes:
        found: What can be watched, as far as its templates name it.
        left_out: What they do not name, or nobody would watch, with the reasons.
        unknown: How many resources there are of types that publish metrics and that the catalogue
            does not have.
    """

    found: list[FoundResource] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)


def is_built_by_tocsin(stack: Stack) -> bool:
    """Tell whether Tocsin itself builds a stack: it watches an application, and is none."""
    return _OURS in stack.tags


def search(assembly: Assembly, stacks: Iterable[Stack]) -> Search:
    """Look through *stacks* of *assembly*."""
    result = Search()
    reader, wanted = IdentifierReader(assembly), frozenset(stacks)
    helpers = deployment_helpers(assembly)
    for resource in assembly.resources():
        if resource.stack not in wanted:
            continue
        candidates = _candidates(resource.type)
        if candidates and (why := _useless(resource, helpers)):
            result.left_out.append(left_out(resource, why))
        elif candidates:
            _add(result, reader, resource, candidates)
        elif resource.type in PUBLISHING_TYPES:
            result.unknown[resource.type] += 1
    result.found = list(_independent(result.found))
    return result


def _useless(resource: Resource, helpers: Collection[Resource]) -> str:
    """Return why nobody wants to watch a resource, whatever its type is; "" if somebody may."""
    if not _LOGICAL_ID.fullmatch(resource.logical_id):
        return "CloudFormation takes letters and digits alone in a logical id"
    return "CloudFormation alone uses it, during deployments" if resource in helpers else ""


@cache
def _candidates(template_type: str) -> tuple[Candidate, ...]:
    """Return the resource types that resources of a CloudFormation type are of."""
    kinds = map(load_resource_type, types_of_templates().get(template_type, ()))
    return tuple((kind, kind.cloudformation[template_type]) for kind in kinds)


def _add(
    result: Search, reader: IdentifierReader, resource: Resource, candidates: Iterable[Candidate]
) -> None:
    matching = [each for each in candidates if _matches(resource, each[1].where)]
    if not matching:
        result.left_out.append(left_out(resource, _mismatch(resource, candidates)))
    for kind, form in (each for each in matching if each[0].is_proposed):
        identifiers = dict(_identifiers(reader, resource, kind, form))
        missing = [name for name in kind.required_identifiers if name not in identifiers]
        if missing:
            why = f"its template does not say its {' and its '.join(missing)}"
            result.left_out.append(left_out(resource, why))
        else:
            opt_ins = tuple(
                name for name, where in form.opt_ins.items() if _matches(resource, where)
            )
            result.found.append(
                FoundResource(
                    resource=resource,
                    type=kind,
                    identifiers=identifiers,
                    opt_ins=opt_ins,
                    settings=dict(_settings(resource, kind)),
                )
            )


def _matches(resource: Resource, where: Mapping[str, str]) -> bool:
    return all(
        re.fullmatch(pattern, property_text(resource, path)) for path, pattern in where.items()
    )


def _mismatch(resource: Resource, candidates: Iterable[Candidate]) -> str:
    paths = dict.fromkeys(path for _, form in candidates for path in form.where)
    values = (f"{path} = {property_text(resource, path) or '(none)'}" for path in paths)
    return f"the catalogue has no type for {', '.join(values)}"


def _identifiers(
    reader: IdentifierReader, resource: Resource, kind: ResourceType, form: TemplateForm
) -> Iterator[tuple[str, TemplateIdentifier]]:
    for name, source in form.identifiers.items():
        identifier = reader.read(resource, kind.identifiers[name], source)
        if identifier is not None:
            yield name, identifier


def _settings(resource: Resource, kind: ResourceType) -> Iterator[tuple[str, str]]:
    """Yield what the template says of the resource, as a viewpoint writes it."""
    for name, setting in kind.settings.items():
        source = setting.cloudformation
        values = property_values(resource, source.property) if source is not None else ()
        if len(values) <= 1 and (text := setting.text_of(values[0] if values else None)):
            yield name, text


def _independent(found: Iterable[FoundResource]) -> Iterator[FoundResource]:
    """Leave out what another resource names beside itself: a dead-letter queue, a target group."""
    each = list(found)
    parts = {
        identifier.given_by
        for one in each
        for name, identifier in one.identifiers.items()
        if identifier.given_by is not one.resource and not one.type.identifiers[name].required
    }
    return (one for one in each if one.resource not in parts)
