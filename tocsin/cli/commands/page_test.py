"""`tocsin page-test`: a real page, from an alarm to whoever answers it."""

import sys
from typing import Annotated

import typer

from tocsin.aftermath import entry_words, length_words
from tocsin.cli.needing_aws import needing_aws
from tocsin.cli.options import ActiveRegion, EndpointUrl, PagingStage, Profile
from tocsin.cli.terminal import ExitCode, about, output, refuse, remark
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagnostics import InvalidValueError, did_you_mean, parse_duration, quoted
from tocsin.incidents import Entry, Incident
from tocsin.on_call import SEVERITIES, Severity

OfSeverity = Annotated[
    str, typer.Option("--severity", metavar="SEVERITY", help="Whose policy pages.")
]
Wait = Annotated[
    str, typer.Option("--wait", metavar="TIME", help="How long to wait for an answer.")
]
To = Annotated[
    str | None,
    typer.Option(
        "--to", metavar="NAME", help="Page this person alone, who has to answer; nobody is asked."
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask first.")]


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    severity: OfSeverity = "critical",
    wait: Wait = "15m",
    to: To = None,
    yes: Yes = False,
    stage: PagingStage = None,
    region: ActiveRegion = None,
    profile: Profile = None,
    endpoint_url: EndpointUrl = None,
) -> None:
    """Page whoever is on call by a test alarm, and follow it until somebody answers.

    The alarm is made, set to ALARM, and deleted when the test is over. All who are told of alarms
    of that severity are told of this one, too. With `--to`, one person alone is paged.
    """
    chosen = _severity(severity)
    try:
        patience = parse_duration(wait)
    except InvalidValueError as error:
        raise refuse([about("--wait", "option/not-a-duration", error.what, error.fix)]) from error
    with needing_aws():
        from tocsin.cli.account import (  # noqa: PLC0415 - boto3 is an extra
            PageTest,
            PersonTest,
            paged_persons,
            reach,
        )
    place = reach(viewpoint, stage=stage, region=region, profile=profile, endpoint_url=endpoint_url)
    if to is not None:
        alone = PersonTest(place=place, severity=chosen, person=to, tell=_tell)
        alone.check()
        _report(alone.run(patience))
        return
    if not paged_persons(place.viewpoint, place.name)[chosen]:
        what, fix = f"the {chosen} policy of {place.name} pages no person", "name another severity"
        raise refuse([about("--severity", "option/pages-nobody", what, fix)])
    test = PageTest(place=place, severity=chosen, tell=_tell)
    console = output()
    console.print(
        f"The alarm {test.alarm.name} in {place.region} will fire, and page by the {chosen} policy "
        f"of {place.name};\nchats and paging services that hear {chosen} alarms hear it, too. It "
        "is deleted afterwards.\nA text message costs what it costs in its country, all else less "
        "than a cent."
    )
    if not yes:
        _ask()
    incident = test.run(patience)
    if incident is None:
        remark("the alarm opened no incident: see docs/on-call.md, When something fails")
        raise typer.Exit(ExitCode.PROBLEMS_FOUND)
    _report(incident)


def _report(incident: Incident) -> None:
    """Say who answered; that nobody did is a problem."""
    output().print(_result(incident))
    if not incident.acknowledged_by:
        raise typer.Exit(ExitCode.PROBLEMS_FOUND)


def _ask() -> None:
    """Go on if somebody at a terminal says so."""
    if sys.stdin is None or not sys.stdin.isatty():
        what = "nobody can be asked without a terminal"
        raise refuse([about("--yes", "option/not-asked", what, "say --yes to page")])
    if not typer.confirm("Page now?", err=True):
        raise typer.Exit(ExitCode.WRONG_INPUT)


def _tell(entry: Entry) -> None:
    output().print(f"  {entry.at:%H:%M:%S}  {entry_words(entry)}")


def _result(incident: Incident) -> str:
    if not incident.acknowledged_by:
        return f"Nobody has answered {incident.id}."
    said = [each.at for each in incident.timeline if each.kind == "acknowledged"]
    began = [each.at for each in incident.timeline if each.kind in {"opened", "reopened"}]
    took = length_words(said[-1] - began[-1]) if said and began else ""
    return f"{incident.acknowledged_by} answered {took} after the alarm."


def _severity(written: str) -> Severity:
    for each in SEVERITIES:
        if each == written:
            return each
    what, fix = f"{quoted(written)} is not a severity", did_you_mean(written, SEVERITIES)
    raise refuse([about("--severity", "option/unknown-severity", what, fix)])
