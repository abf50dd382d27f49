"""`tocsin oncall end-override`."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated

import typer

from tocsin.cli.moment_option import read_moment
from tocsin.cli.needing_aws import needing_aws
from tocsin.cli.options import ActiveRegion, EndpointUrl, PagingStage, Profile, RotationName
from tocsin.cli.terminal import about, output, refuse
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile

_MINUTE = timedelta(minutes=1)

Begins = Annotated[
    str | None,
    typer.Option(
        "--begins",
        metavar="TIME",
        help="The one that begins in this minute; needed if there are several.",
    ),
]


def run(
    rotation: RotationName,
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    begins: Begins = None,
    stage: PagingStage = None,
    region: ActiveRegion = None,
    profile: Profile = None,
    endpoint_url: EndpointUrl = None,
) -> None:
    """End what `tocsin oncall override` said, now if it has begun; turns go on."""
    with needing_aws():
        from tocsin.cli.account import (  # noqa: PLC0415 - boto3 is an extra
            asking,
            checked_rotation,
            reach,
            stored_overrides,
        )
    place = reach(viewpoint, stage=stage, region=region, profile=profile, endpoint_url=endpoint_url)
    name = checked_rotation(place, rotation)
    at = None if begins is None else read_moment("--begins", begins)
    found = [
        each
        for each in stored_overrides(place)
        if each.rotation == name and each.ends > place.now
        if at is None or at <= each.begins < at + _MINUTE
    ]
    if len(found) != 1:
        what = f"{len(found) or 'no'} overrides of {name} could be meant"
        fix = "see tocsin oncall overrides, and name one with --begins"
        raise refuse([about("ROTATION", "option/which-override", what, fix)])
    (override,) = found
    with asking():
        for each in place.everywhere():
            if override.begins < place.now:
                each.incidents.put_override(replace(override, ends=place.now))
            else:
                each.incidents.delete_override(override)
    output().print(f"{override.name} no longer stands in for {name}.")
