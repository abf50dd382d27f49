"""`tocsin incidents note`."""

from typing import Annotated

import typer

from tocsin.cli.needing_aws import needing_aws
from tocsin.cli.options import ActiveRegion, By, EndpointUrl, IncidentId, PagingStage, Profile
from tocsin.cli.terminal import about, output, refuse
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.incidents import noted

_LONGEST = 2000

Note = Annotated[str, typer.Argument(metavar="TEXT", help="The note.", show_default=False)]


def run(
    incident: IncidentId,
    text: Note,
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    by: By = None,
    stage: PagingStage = None,
    region: ActiveRegion = None,
    profile: Profile = None,
    endpoint_url: EndpointUrl = None,
) -> None:
    """Write a note into the timeline of an incident."""
    if not text.strip() or len(text) > _LONGEST:
        what = f"a note has up to {_LONGEST} characters, and is not empty"
        raise refuse([about("TEXT", "option/not-a-note", what, "write what the others need")])
    with needing_aws():
        from tocsin.cli.account import reach  # noqa: PLC0415 - boto3 is an extra
    place = reach(viewpoint, stage=stage, region=region, profile=profile, endpoint_url=endpoint_url)
    who = by or place.caller.name
    place, found = place.located(incident)
    made = place.change(found, lambda each: noted(each, who, place.now, text.strip()))
    output().print(f"Noted in {made.after.id}.")
