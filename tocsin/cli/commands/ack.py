"""`tocsin ack`: somebody looks after an incident."""

from typing import Any

from tocsin.cli.incident_text import incident_lines, moment
from tocsin.cli.needing_aws import needing_aws
from tocsin.cli.options import (
    ActiveRegion,
    AsJson,
    By,
    EndpointUrl,
    IncidentId,
    PagingStage,
    Profile,
)
from tocsin.cli.terminal import output, put_json
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.incidents import Incident, acknowledged

_WAY = "tocsin ack"


def run(
    incident: IncidentId,
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    by: By = None,
    stage: PagingStage = None,
    region: ActiveRegion = None,
    profile: Profile = None,
    endpoint_url: EndpointUrl = None,
    as_json: AsJson = False,
) -> None:
    """Acknowledge an incident: somebody looks after it, and nobody else is paged.

    The first one counts; whoever comes later is told who it is.
    """
    with needing_aws():
        from tocsin.cli.account import reach  # noqa: PLC0415 - boto3 is an extra
    place = reach(viewpoint, stage=stage, region=region, profile=profile, endpoint_url=endpoint_url)
    who = by or place.caller.name
    place, found = place.located(incident)
    made = place.change(found, lambda each: acknowledged(each, who, place.now, _WAY))
    was_first = made.before.waits
    if as_json:
        put_json(_data(made.after, was_first=was_first))
        return
    console = output()
    console.print(_answer(made.after, was_first=was_first))
    for line in incident_lines(made.after, place.now):
        console.print(line, soft_wrap=True)


def _answer(incident: Incident, *, was_first: bool) -> str:
    if was_first:
        return f"{incident.acknowledged_by} looks after it now; nobody else is paged."
    if incident.is_over:
        return f"It is over since {moment(incident.closed)}." if incident.closed else "It is over."
    return f"{incident.acknowledged_by} was first{_since(incident)}, and looks after it."


def _since(incident: Incident) -> str:
    for entry in reversed(incident.timeline):
        if entry.kind == "acknowledged":
            return f", at {moment(entry.at)}"
    return ""


def _data(incident: Incident, *, was_first: bool) -> dict[str, Any]:
    return {
        "incident": incident.id,
        "status": incident.status,
        "acknowledged_by": incident.acknowledged_by,
        "was_first": was_first,
    }
