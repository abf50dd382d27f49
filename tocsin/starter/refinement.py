"""Makes a draft valid: what the plan refuses of it is changed, or left out with the reason."""

from collections.abc import Iterable
from dataclasses import replace

from tocsin.diagnostics import InvalidInputError, KeyPath, Problem
from tocsin.inventory import LeftOut, left_out
from tocsin.plan import Plan, make_plan
from tocsin.starter.draft import Draft, DraftService
from tocsin.starter.viewpoint_text import LOCAL_STAGE, viewpoint_text
from tocsin.viewpoint import parse_viewpoint

_TOO_MUCH_FOR_A_STACK = (
    "plan/template-too-large",
    "plan/too-many-alarms",
    "plan/too-many-parameters",
)
_RESOURCE_DEPTH = 4
"""Keys until a resource: services, the service, resources, and its name."""


def planned(text: str, stage: str) -> Plan:
    """Return the plan of a stage of the viewpoint in *text*.

    Raises:
        InvalidInputError: It is not valid, or one of its stages cannot be planned.
    """
    viewpoint, _ = parse_viewpoint(text)
    plan = make_plan(viewpoint, stage)
    # Its names are the longer ones where the stage is called dev.
    make_plan(viewpoint, LOCAL_STAGE)
    return plan


def refusal(region: str) -> str | None:
    """Return why nothing can be planned for *region*; None if it can."""
    empty = DraftService(name="application", stack="", region=None, resources={})
    draft = Draft(system="system", stage="prod", account=None, regions=(region,), services=(empty,))
    try:
        planned(viewpoint_text(draft, ""), draft.stage)
    except InvalidInputError as error:
        return error.problems[0].what
    return None


def refined(draft: Draft) -> tuple[Draft, Plan, tuple[LeftOut, ...]]:
    """Return *draft* as it can be planned, its plan, and what had to be left out.

    Raises:
        InvalidInputError: It cannot be made valid.
    """
    gone: list[LeftOut] = []
    while True:
        try:
            return draft, planned(viewpoint_text(draft, ""), draft.stage), tuple(gone)
        except InvalidInputError as error:
            wrong = [problem for problem in error.problems if problem.is_error]
            changed = _without(draft, wrong, gone)
            changed = _spread(_at_home(changed, wrong, gone), wrong)
            if changed == draft:
                raise
            draft = changed


def _without(draft: Draft, problems: Iterable[Problem], gone: list[LeftOut]) -> Draft:
    """Leave the resources out that *problems* are about."""
    reasons = {
        problem.where.key_path[:_RESOURCE_DEPTH]: problem.what
        for problem in reversed(list(problems))
        if _is_of_resource(problem.where.key_path)
    }
    services = []
    for service in draft.services:
        kept = {}
        for name, found in service.resources.items():
            why = reasons.get(("services", service.name, "resources", name))
            if why is None:
                kept[name] = found
            else:
                gone.append(left_out(found.resource, why))
        services.append(replace(service, resources=kept))
    return replace(draft, services=tuple(services))


def _at_home(draft: Draft, problems: Iterable[Problem], gone: list[LeftOut]) -> Draft:
    """Leave out what is not in the stage's first Region, if it cannot have several."""
    of_regions = ("stages", draft.stage, "regions")
    refused = [each.what for each in problems if each.where.key_path[:3] == of_regions]
    if not refused or len(draft.regions) == 1:
        return draft
    home = draft.regions[0]
    services = []
    for service in draft.services:
        if service.region in {None, home}:
            services.append(replace(service, region=None))
        else:
            gone += [left_out(each.resource, refused[0]) for each in service.resources.values()]
    return replace(draft, regions=(home,), services=tuple(services))


def _is_of_resource(path: KeyPath) -> bool:
    return len(path) >= _RESOURCE_DEPTH and (path[0], path[2]) == ("services", "resources")


def _spread(draft: Draft, problems: Iterable[Problem]) -> Draft:
    """Give each stack fewer alarms, if some are too much for it."""
    is_too_large = any(problem.kind in _TOO_MUCH_FOR_A_STACK for problem in problems)
    return replace(draft, most_alarms=draft.most_alarms // 2) if is_too_large else draft
