"""The resources of a viewpoint that `tocsin check --viewpoint` expects to be watched."""

from pathlib import Path

from tocsin.cli.terminal import refuse
from tocsin.cli.viewpoint import only_stage
from tocsin.diagnostics import InvalidInputError
from tocsin.inventory import Watchable
from tocsin.plan import StageResource, stage_resources
from tocsin.viewpoint import load_draft


def read_resources(file: Path, stage: str | None) -> tuple[Watchable, ...]:
    """Return the resources of *stage*, or of the only stage there is.

    Raises:
        typer.Exit: The viewpoint is wrong, or the stage is not named and there are several.
    """
    try:
        draft = load_draft(file)
        if draft.viewpoint is None:
            raise refuse(draft.problems)
        name = stage or only_stage(file, draft.viewpoint)
        return tuple(map(_watchable, stage_resources(draft, name)))
    except InvalidInputError as error:
        raise refuse(error.problems) from error


def _watchable(resource: StageResource) -> Watchable:
    return Watchable(
        name=f"{resource.name} of {resource.service}",
        type=resource.type,
        identities={
            name: frozenset({(None, value)}) for name, value in resource.identifiers.items()
        },
        alarms=resource.alarms,
        where=resource.where,
        account=resource.account,
        region=resource.region,
    )
