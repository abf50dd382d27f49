"""`tocsin incidents review`."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.aftermath import review_page
from tocsin.cli.needing_aws import needing_aws
from tocsin.cli.options import ActiveRegion, EndpointUrl, IncidentId, PagingStage, Profile
from tocsin.cli.terminal import put, remark, write
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile

Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="The file to write.", show_default="print the page"),
]


def run(
    incident: IncidentId,
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    page: Output = None,
    stage: PagingStage = None,
    region: ActiveRegion = None,
    profile: Profile = None,
    endpoint_url: EndpointUrl = None,
) -> None:
    """Write a page to review an incident: timeline, times, charts, changes, and room for causes.

    What the credentials may not ask is named on the page; the rest of it is written all the same.
    """
    with needing_aws():
        from tocsin.cli.account import reach  # noqa: PLC0415 - boto3 is an extra
        from tocsin.cli.incident_review import evidence_of  # noqa: PLC0415 - as above
    place = reach(viewpoint, stage=stage, region=region, profile=profile, endpoint_url=endpoint_url)
    place, found = place.located(incident)
    evidence = evidence_of(place, found)
    text = review_page(found, evidence, place.viewpoint.severities[found.severity].response_time)
    for reason in evidence.unknown:
        remark(f"not on the page: {reason}", style="yellow")
    if page is None:
        put(text)
    else:
        write(page, text, option="--output")
