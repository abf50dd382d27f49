"""Reads a viewpoint, and what a command needs of one of its stages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tocsin.catalogue import ResourceType
from tocsin.cli.terminal import about, refuse
from tocsin.cli.viewpoint_file import of_stage, read_viewpoint
from tocsin.diagnostics import InvalidInputError, YamlSource
from tocsin.on_call import Escalation, Severity
from tocsin.plan import Plan, check_viewpoint, own_types, plan_draft, plan_stages
from tocsin.viewpoint import Viewpoint, escalation_of, load_draft


def read_plan(file: Path, stage: str | None) -> Plan:
    """Return the plan of *stage*, or of the only stage there is.

    Raises:
        typer.Exit: The viewpoint is wrong, or the stage is not named and there are several.
    """
    try:
        draft = load_draft(file)
        if stage is None and any(each.is_error for each in draft.problems):
            raise refuse(check_viewpoint(draft))
        viewpoint = draft.viewpoint
        return plan_draft(draft, stage or (only_stage(file, viewpoint) if viewpoint else ""))
    except InvalidInputError as error:
        raise refuse(error.problems) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedViewpoint:
    """A viewpoint with the plans of several of its stages.

    Attributes:
        viewpoint: The viewpoint.
        source: Where everything stands in it.
        own_types: The resource types that it brings along, by name.
        plans: One for each stage.
    """

    viewpoint: Viewpoint
    source: YamlSource
    own_types: Mapping[str, ResourceType]
    plans: tuple[Plan, ...]


def read_plans(file: Path, stage: str | None) -> PlannedViewpoint:
    """Return the viewpoint in *file* with the plan of *stage*, or of all stages for None.

    Raises:
        typer.Exit: The viewpoint is wrong, or has no such stage.
    """
    try:
        draft = load_draft(file)
        problems, plans = plan_stages(draft)
        if draft.viewpoint is None or any(each.is_error for each in problems):
            raise refuse(problems)
        if stage is not None:
            # That it is not there is said as every command says it.
            plans = {stage: plans[stage] if stage in plans else plan_draft(draft, stage)}
    except InvalidInputError as error:
        raise refuse(error.problems) from error
    return PlannedViewpoint(
        viewpoint=draft.viewpoint,
        source=draft.source,
        own_types=own_types(draft)[0],
        plans=tuple(plans.values()),
    )


def only_stage(file: Path, viewpoint: Viewpoint) -> str:
    """Return the name of the only stage there is.

    Raises:
        typer.Exit: There are several.
    """
    if len(viewpoint.stages) > 1:
        fix = f"choose one with --stage: {', '.join(viewpoint.stages)}"
        raise refuse([about(file, "option/no-stage", "there are several stages", fix)])
    return next(iter(viewpoint.stages))


def read_escalation(
    file: Path, stage: str | None
) -> tuple[Escalation, dict[Severity, timedelta | None]]:
    """Return who is told of what in *stage*, and how fast somebody has to respond; None for any.

    Raises:
        typer.Exit: The viewpoint is wrong, or has no such stage, or several.
    """
    viewpoint = read_viewpoint(file)
    name = stage or only_stage(file, viewpoint)
    severities = of_stage(file, viewpoint, name).severities
    times = {severity: each.response_time for severity, each in severities.items()}
    return escalation_of(viewpoint, name), times
