"""`tocsin incidents show`."""

from tocsin.cli.incident_text import incident_lines, timeline_lines
from tocsin.cli.needing_aws import needing_aws
from tocsin.cli.options import (
    ActiveRegion,
    AsJson,
    EndpointUrl,
    IncidentId,
    PagingStage,
    Profile,
)
from tocsin.cli.terminal import output, put_json
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.incidents import incident_document


def run(
    incident: IncidentId,
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    stage: PagingStage = None,
    region: ActiveRegion = None,
    profile: Profile = None,
    endpoint_url: EndpointUrl = None,
    as_json: AsJson = False,
) -> None:
    """Show an incident: what fires, who was paged and when, and all that happened."""
    with needing_aws():
        from tocsin.cli.account import reach  # noqa: PLC0415 - boto3 is an extra
    place = reach(viewpoint, stage=stage, region=region, profile=profile, endpoint_url=endpoint_url)
    place, found = place.located(incident)
    if as_json:
        put_json({**incident_document(found), "token": None})
        return
    console = output()
    for line in incident_lines(found, place.now):
        console.print(line, soft_wrap=True)
    console.print()
    for line in timeline_lines(found):
        console.print(line, soft_wrap=True)
