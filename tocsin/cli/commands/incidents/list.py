"""`tocsin incidents list`."""

from itertools import islice
from typing import Annotated, Any

import typer

from tocsin.cli.incident_text import incident_table
from tocsin.cli.needing_aws import needing_aws
from tocsin.cli.options import ActiveRegion, AsJson, EndpointUrl, PagingStage, Profile
from tocsin.cli.terminal import output, put_json
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.incidents import incident_document

Over = Annotated[int, typer.Option("--over", min=0, help="So many that are over, too.")]


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    over: Over = 0,
    stage: PagingStage = None,
    region: ActiveRegion = None,
    profile: Profile = None,
    endpoint_url: EndpointUrl = None,
    as_json: AsJson = False,
) -> None:
    """List the incidents of a stage, the newest first; those that are not over."""
    with needing_aws():
        from tocsin.cli.account import asking, reach  # noqa: PLC0415 - boto3 is an extra
    place = reach(viewpoint, stage=stage, region=region, profile=profile, endpoint_url=endpoint_url)
    with asking():
        places = list(place.everywhere())
        found = [each for one in places for each in one.unfinished()]
        ended = [each for one in places for each in islice(one.incidents.of("resolved"), over)]
    ended.sort(key=lambda each: each.opened, reverse=True)
    found += ended[:over]
    if as_json:
        documents: list[dict[str, Any]] = [incident_document(each) for each in found]
        put_json([{**each, "token": None} for each in documents])
    elif found:
        output().print(incident_table(found, place.now))
    else:
        output().print(f"Nothing is open in {place.name}.")
