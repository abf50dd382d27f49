"""`tocsin oncall override`: somebody stands in for a time, without a deployment."""

from datetime import datetime
from typing import Annotated

import typer

from tocsin.cli.moment_option import read_moment
from tocsin.cli.needing_aws import needing_aws
from tocsin.cli.options import (
    ActiveRegion,
    By,
    EndpointUrl,
    PagingStage,
    Profile,
    RotationName,
)
from tocsin.cli.terminal import about, output, refuse
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.incidents import StoredOverride
from tocsin.on_call import on_call
from tocsin.viewpoint import absences_of, rotations_of

Name = Annotated[str, typer.Argument(metavar="NAME", help="Who stands in.", show_default=False)]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="TIME",
        help="From when on, as 2026-12-24T03:00+01:00; a time without a zone is UTC.",
        show_default="now",
    ),
]
Until = Annotated[
    str, typer.Option("--until", metavar="TIME", help="Until when, as a time, or for how long: 8h.")
]
Because = Annotated[str, typer.Option("--because", help="Why; it is kept with it.")]


def run(
    rotation: RotationName,
    name: Name,
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    until: Until,
    begins: From = None,
    because: Because = "",
    by: By = None,
    stage: PagingStage = None,
    region: ActiveRegion = None,
    profile: Profile = None,
    endpoint_url: EndpointUrl = None,
) -> None:
    """Let somebody have a rotation for a time; it counts from the next page on.

    It goes before what the viewpoint says. A tier that is paged already stays with whom it paged.
    """
    with needing_aws():
        from tocsin.cli.account import (  # noqa: PLC0415 - boto3 is an extra
            checked_person,
            checked_rotation,
            reach,
            stand_in,
        )
    place = reach(viewpoint, stage=stage, region=region, profile=profile, endpoint_url=endpoint_url)
    begin = read_moment("--from", begins) if begins else place.now.replace(microsecond=0)
    known = checked_rotation(place, rotation)
    override = StoredOverride(
        rotation=known,
        name=checked_person(place, name, known),
        begins=begin,
        ends=_end(until, begin, place.now),
        because=because,
        by=by or place.caller.name,
    )
    absences = absences_of(place.viewpoint)
    for absence in absences.get(name, ()):
        if absence.begins < override.ends and begin < absence.ends:
            away = f"{absence.begins:%Y-%m-%d %H:%M} to {absence.ends:%Y-%m-%d %H:%M} UTC"
            what = f"{name} is away from {away}, and would be passed over"
            fix = "name somebody who is there; or end the absence in the viewpoint, and deploy"
            raise refuse([about("NAME", "option/absent", what, fix)])
    stand_in(place, override)
    instead = on_call(rotation, rotations_of(place.viewpoint), begin, absences)
    turn = f" in place of {' and '.join(instead)}" if instead and instead != (name,) else ""
    span = f"{begin:%Y-%m-%d %H:%M} to {override.ends:%Y-%m-%d %H:%M} UTC"
    output().print(f"{name} has {rotation} from {span}{turn}.")


def _end(written: str, begins: datetime, now: datetime) -> datetime:
    ends = read_moment("--until", written, after=begins)
    if ends <= max(begins, now):
        what, fix = f"{written} is over before it begins", "name a later time"
        raise refuse([about("--until", "option/past", what, fix)])
    return ends
