"""`tocsin incidents resolve`."""

from typing import Annotated

import typer

from tocsin.cli.needing_aws import needing_aws
from tocsin.cli.options import ActiveRegion, By, EndpointUrl, IncidentId, PagingStage, Profile
from tocsin.cli.terminal import output, remark
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.incidents import resolved

Because = Annotated[str, typer.Option("--because", help="Why it is over.")]


def run(
    incident: IncidentId,
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    because: Because = "",
    by: By = None,
    stage: PagingStage = None,
    region: ActiveRegion = None,
    profile: Profile = None,
    endpoint_url: EndpointUrl = None,
) -> None:
    """End an incident by hand; who was paged is told.

    Incidents of alarms end by themselves, once all their alarms are OK; those of events do not.
    """
    with needing_aws():
        from tocsin.cli.account import reach  # noqa: PLC0415 - boto3 is an extra
    place = reach(viewpoint, stage=stage, region=region, profile=profile, endpoint_url=endpoint_url)
    who = by or place.caller.name
    place, found = place.located(incident)
    made = place.change(found, lambda each: resolved(each, who, place.now, because))
    console = output()
    if made.before.is_over:
        console.print(f"{made.after.id} was over before.")
        return
    told = ", ".join(made.after.told)
    heard = f"; told: {told}" if told else ""
    console.print(f"{made.after.id} is over{heard}.")
    if firing := made.after.firing:
        remark(
            f"not OK: {', '.join(firing)}: an alarm tells again only when it was OK and fires anew",
            style="yellow",
        )
