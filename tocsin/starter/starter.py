"""What people start from: files, and what they still have to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tocsin.assembly import Assembly, Resource, Stack
from tocsin.diagnostics import InvalidInputError, Location, one_of
from tocsin.inventory import FoundResource, LeftOut, search
from tocsin.plan import RESERVED_NAMES, Plan
from tocsin.starter.draft import Draft, DraftService
from tocsin.starter.drill_text import first_drill
from tocsin.starter.names import (
    STAGE,
    UniqueNames,
    facet_name,
    resource_name,
    service_name,
    stage_in,
    system_in,
)
from tocsin.starter.parameters import ParameterToCreate, parameters_of, parameters_text
from tocsin.starter.placement import place
from tocsin.starter.refinement import refined, refusal
from tocsin.starter.selection import applications_stacks, twins
from tocsin.starter.viewpoint_text import viewpoint_text

VIEWPOINT = "viewpoint.yaml"
DRILL = "drills/first.yaml"
PARAMETERS = "ssm-parameters.yaml"
_PATH = "aws:cdk:path"


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """A viewpoint to start from, with what belongs to it.

    Attributes:
        files: The texts of files, by their paths below a folder.
        plan: What would be built.
        parameters: Parameters that the application has to make.
        left_out: What could be watched and is not in the viewpoint.
        unknown: How many resources there are of types that the catalogue does not have yet.
        twins: Names of stacks that have the same resources, perhaps as stages of one system.
        is_placed: Whether account and Regions of the stage are known.
    """

    files: Mapping[str, str]
    plan: Plan
    parameters: tuple[ParameterToCreate, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)
    twins: tuple[tuple[str, ...], ...] = ()
    is_placed: bool = False


def start_from_templates(
    assembly: Assembly, *, otherwise_called: str, stacks: Sequence[str] = ()
) -> Starter:
    """Return a viewpoint of what the templates of *assembly* have.

    Args:
        assembly: A synthesized application, or templates.
        otherwise_called: What the system is called if its stacks do not tell.
        stacks: Patterns of the names of stacks; all if none is given.

    Raises:
        InvalidInputError: No stack is called so, or no valid viewpoint can be made of it.
    """
    chosen = applications_stacks(assembly, stacks)
    if stacks and not chosen:
        raise _no_stack(assembly, stacks)
    result = search(assembly, chosen)
    placement = place(result.found, refusal)
    # A template alone is called after its file, which says less than where people put it.
    names = [stack.name for stack in chosen if stack.parent is None]
    is_alone = len(names) == 1 and chosen[0].depends_on is None
    draft = Draft(
        system=system_in([] if is_alone else names, otherwise_called),
        stage=stage_in(names) or STAGE,
        account=placement.account,
        regions=placement.regions,
    )
    draft = replace(draft, services=_services(draft, placement.found))
    draft, plan, refused = refined(draft)
    parameters = parameters_of(draft)
    drill = first_drill(plan.alarms, [service.name for service in draft.services])
    return Starter(
        files={
            VIEWPOINT: viewpoint_text(draft, str(assembly.path)),
            **({} if drill is None else {DRILL: drill}),
            **({PARAMETERS: parameters_text(parameters)} if parameters else {}),
        },
        plan=plan,
        parameters=parameters,
        left_out=(*result.left_out, *placement.left_out, *refused),
        unknown=dict(sorted(result.unknown.items())),
        twins=twins(placement.found),
        is_placed=placement.account is not None and bool(placement.regions),
    )


def _no_stack(assembly: Assembly, patterns: Sequence[str]) -> InvalidInputError:
    where = Location(source=f"--stack {' '.join(patterns)}")
    names = tuple(dict.fromkeys(stack.name for stack in assembly.stacks))
    what, fix = "no stack is called so", f"use {one_of(names)}"
    return InvalidInputError.of("option/no-stack", where, what, fix)


def _services(draft: Draft, found: Iterable[FoundResource]) -> tuple[DraftService, ...]:
    """Return a service for each stack that has something; one without anything if none has."""
    by_stack: dict[Stack, list[FoundResource]] = {}
    for each in found:
        by_stack.setdefault(each.resource.stack, []).append(each)
    unique = UniqueNames(RESERVED_NAMES)
    services = tuple(_service(draft, unique, each) for each in by_stack.values())
    nothing = DraftService(name="application", stack="", region=None, resources={})
    return services or (nothing,)


def _service(draft: Draft, unique: UniqueNames, found: Sequence[FoundResource]) -> DraftService:
    stack = found[0].resource.stack
    own = UniqueNames()
    kinds: dict[Resource, list[str]] = {}
    for each in found:
        kinds.setdefault(each.resource, []).append(each.type.name)
    is_one_of_several = len(draft.regions) > 1 and stack.region in draft.regions
    return DraftService(
        name=unique.add(service_name(stack.name, draft.system)),
        stack=stack.name,
        region=stack.region if is_one_of_several else None,
        resources={own.add(_resource_name(each, kinds[each.resource])): each for each in found},
    )


def _resource_name(found: FoundResource, kinds: Sequence[str]) -> str:
    """Return a name; of several types the one that has all such resources is the resource's own."""
    resource = found.resource
    path = resource.metadata.get(_PATH)
    name = resource_name(resource.logical_id, path if isinstance(path, str) else None)
    has_all = not found.type.cloudformation[resource.type].where
    return name if len(kinds) == 1 or has_all else facet_name(name, found.type.name, kinds)
