"""A resource of a viewpoint together with what the catalogue knows of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tocsin.catalogue import ResourceType, resource_types
from tocsin.diagnostics import KeyPath, nearest, plain_number, quoted
from tocsin.plan.resource_settings import stated_settings
from tocsin.plan.stage_context import StageContext, is_dynamic, is_filled
from tocsin.viewpoint import Resource, Service


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundResource:
    """A resource with its catalogue type.

    Attributes:
        service: The service it belongs to.
        owner: The team that answers for the service.
        name: The resource's name in the viewpoint.
        type: Its catalogue type.
        identifiers: As they stand in a template, by name.
        settings: What it says of itself for thresholds, in the units of its type, by name.
        written: As written in the viewpoint.
        key_path: Where it stands in the viewpoint.
    """

    service: str
    owner: str
    name: str
    type: ResourceType
    identifiers: Mapping[str, str]
    settings: Mapping[str, float]
    written: Resource
    key_path: KeyPath

    def seems_to_have(self, name: str) -> bool:
        """Tell whether something seems to be there under a name that is unknown.

        That name is told by itself; what is missing because of it is not told again.
        """
        unknown = [
            *(each for each in self.written.facts if not self.type.has_fact(each)),
            *(each for each in self.written.opt_ins if each not in self.type.opt_ins),
        ]
        return any(nearest(each, [name]) for each in unknown)


def bind_resource(
    context: StageContext,
    key_path: KeyPath,
    resource: Resource,
    *,
    service: str,
    owner: str,
    name: str,
) -> BoundResource | None:
    """Return *resource* with its catalogue type, or None after reporting that there is none.

    Identifiers, settings and opt-ins that the type does not know are reported, too.
    """
    kind = context.resource_type(resource.type)
    if kind is None:
        context.report_unknown(
            "unknown-resource-type",
            (*key_path, "type"),
            "resource type",
            resource.type,
            (*context.own_types, *resource_types()),
            rests_on=[("catalogue",)],
        )
        return None
    bound = BoundResource(
        service=service,
        owner=owner,
        name=name,
        type=kind,
        identifiers={
            key: said
            for key, value in resource.identifiers.items()
            if key not in kind.settings
            and (said := context.identify((*key_path, key), value, in_regions=kind.region is None))
        },
        settings=stated_settings(context, key_path, resource, kind),
        written=resource,
        key_path=key_path,
    )
    _check_identifiers(context, bound)
    _check_regions(context, bound)
    for number, opt_in in enumerate(resource.opt_ins):
        if opt_in not in bound.type.opt_ins:
            context.report_unknown(
                "unknown-opt-in",
                (*key_path, "opt_ins", number),
                "opt-in",
                opt_in,
                bound.type.opt_ins,
            )
    return bound


def service_resources(
    context: StageContext, name: str, service: Service
) -> Iterator[tuple[StageContext, BoundResource]]:
    """Yield each resource of a service, in each Region that has it."""
    for resource_name, settings in service.resources.items():
        for there in _resource_in_each(context, service, settings):
            resource = bind_resource(
                there,
                ("services", name, "resources", resource_name),
                settings,
                service=name,
                owner=service.owner,
                name=resource_name,
            )
            if resource is not None:
                yield there, resource


def _resource_in_each(
    context: StageContext, service: Service, resource: Resource
) -> Iterator[StageContext]:
    """Yield the stage in each Region that has *resource*; what is not in Regions, at home alone."""
    kind = context.resource_type(resource.type)
    if kind is None or kind.region is None:
        yield from context.in_each(service.regions, resource.regions)
    elif any(context.in_each(service.regions)):
        yield context


def _check_regions(context: StageContext, resource: BoundResource) -> None:
    """Report Regions of what is not in Regions."""
    kind, written = resource.type, resource.written
    fix = "remove its regions: it is watched once"
    what = f"{kind.title} publishes its metrics in {kind.region}, wherever the system is active"
    if kind.region is not None and written.regions is not None:
        context.report("resource-without-regions", (*resource.key_path, "regions"), what, fix)


def _check_identifiers(context: StageContext, resource: BoundResource) -> None:
    kind = resource.type
    allowed = (*kind.required_identifiers, *kind.optional_identifiers)
    for name in resource.written.facts.keys() - resource.written.identifiers.keys():
        _check_no_text(context, resource, name)
    for name, value in resource.identifiers.items():
        key_path = (*resource.key_path, name)
        key_path = context.said_at(key_path, resource.written.identifiers.get(name))
        if name not in allowed:
            _report_unknown(context, key_path, resource, name)
        else:
            _check_form(context, key_path, kind, name, value)
    for name in kind.required_identifiers:
        if name not in resource.written.facts and not resource.seems_to_have(name):
            known = kind.identifiers[name]
            context.report(
                "missing-identifier",
                resource.key_path,
                f"{kind.name} needs {name!r}",
                f"add {name}: {known.example} ({known.means})",
            )


def _report_unknown(
    context: StageContext, key_path: KeyPath, resource: BoundResource, name: str
) -> None:
    kind = resource.type
    known = (*kind.required_identifiers, *kind.optional_identifiers, *kind.settings)
    thing = "identifier or setting" if kind.settings else "identifier"
    context.report_unknown("unknown-identifier", key_path, f"{thing} of {kind.name}", name, known)


def _check_no_text(context: StageContext, resource: BoundResource, name: str) -> None:
    """Report a number, or no value at all, that is not a setting's: names are texts."""
    kind, key_path = resource.type, (*resource.key_path, name)
    if name in kind.settings:
        return
    if not kind.has_fact(name):
        _report_unknown(context, key_path, resource, name)
        return
    known = kind.identifiers[name]
    written = resource.written.facts[name]
    is_number = isinstance(written, int | float) and not isinstance(written, bool)
    which = " is a number and" if is_number else ""
    shown = plain_number(written) if isinstance(written, float) else quoted(written)
    what = f"{shown}{which} cannot be {known.means}"
    fix = f"write it{' in quotes' if written is not None else ''}, as {known.example!r}"
    context.report("wrong-identifier", key_path, what, fix)


def _check_form(
    context: StageContext, key_path: KeyPath, kind: ResourceType, name: str, value: str
) -> None:
    """Report an identifier that AWS would not take; one that is known on deployment may be any."""
    known = kind.identifiers[name]
    if (
        value
        and is_filled(value)
        and not is_dynamic(value)
        and not re.fullmatch(known.pattern, value)
    ):
        context.report(
            "wrong-identifier",
            key_path,
            f"{quoted(value)} cannot be the {known.dimension} of {kind.title}",
            f"write {known.means}, as {known.example}",
        )
