"""`tocsin mute`: the commands that mute a stage while it is deployed, for somebody to run."""

import json
import shlex
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from tocsin.cli.options import AsJson, Stage
from tocsin.cli.terminal import about, counted, output, refuse
from tocsin.cli.viewpoint import read_plan
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagnostics import (
    InvalidValueError,
    did_you_mean,
    format_duration,
    parse_duration,
    quoted,
)
from tocsin.on_call import SEVERITIES, Severity
from tocsin.plan import RESERVED_NAMES, MutedAlarms, Plan, muted_alarms

_SHORTEST, _LONGEST = timedelta(minutes=1), timedelta(days=15)
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html"""

_MINUTE = timedelta(minutes=1)

Services = Annotated[
    list[str] | None,
    typer.Option("--service", metavar="NAME", help="Only this service; may be repeated."),
]
For = Annotated[str, typer.Option("--for", metavar="TIME", help="How long, as 30m.")]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="TIME",
        help="From when on, as 2026-12-24T03:00+01:00; a time without a zone is UTC.",
        show_default="the next minute",
    ),
]
StaysOn = Annotated[
    list[str] | None,
    typer.Option(
        "--stays-on", metavar="SEVERITY", help="Whose alarms tell people; may be repeated."
    ),
]
Because = Annotated[str, typer.Option("--because", help="Why; it stands in the rule.")]


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    stage: Stage = None,
    service: Services = None,
    duration: For = "30m",
    begins: From = None,
    stays_on: StaysOn = None,
    because: Because = "a deployment",
    as_json: AsJson = False,
) -> None:
    """Print the commands that mute alarms for a deployment, and those that end it early."""
    length, at = _length(duration), _begin(begins)
    plan = read_plan(viewpoint, stage)
    name = f"deployment-{at:%Y%m%dT%H%M}"
    muted = [
        *muted_alarms(plan, name, services=_services(plan, service), stays_on=_severities(stays_on))
    ]
    if not muted:
        what = "every alarm stays on, so there is nothing to mute"
        raise refuse([about("--stays-on", "option/mutes-nothing", what, "name fewer severities")])
    put = [_put(each, at, length, because) for each in muted]
    delete = [_delete(each) for each in muted]
    console = output()
    if as_json:
        console.print_json(json.dumps({"mute": put, "end": delete}))
        return
    number = sum(len(each.alarms) for each in muted)
    span = f"{at:%Y-%m-%d %H:%M} UTC for {format_duration(length)}"
    console.print(
        f"# Mutes {counted(number, 'alarm')} of {plan.stage} from {span}.", highlight=False
    )
    for command in put:
        console.print(command, soft_wrap=True, markup=False, highlight=False)
    console.print("# Ends it early; what is wrong then is told.", highlight=False)
    for command in delete:
        console.print(command, soft_wrap=True, markup=False, highlight=False)


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def _put(muted: MutedAlarms, at: datetime, length: timedelta, because: str) -> str:
    schedule = {
        "Expression": f"at({at:%Y-%m-%dT%H:%M})",
        "Duration": f"PT{length // _MINUTE}M",
        "Timezone": "UTC",
    }
    return shlex.join(
        [
            *("aws", "cloudwatch", "put-alarm-mute-rule", "--region", muted.region),
            *("--name", muted.rule, "--description", because),
            *("--rule", json.dumps({"Schedule": schedule})),
            *("--mute-targets", json.dumps({"AlarmNames": muted.alarms})),
        ]
    )


def _delete(muted: MutedAlarms) -> str:
    return shlex.join(
        [
            *("aws", "cloudwatch", "delete-alarm-mute-rule", "--region", muted.region),
            *("--alarm-mute-rule-name", muted.rule),
        ]
    )


def _length(written: str) -> timedelta:
    try:
        length = parse_duration(written)
    except InvalidValueError as error:
        raise refuse([about("--for", "option/not-a-duration", error.what, error.fix)]) from error
    if not _SHORTEST <= length <= _LONGEST or length % _MINUTE:
        what = f"{quoted(written)} is not a number of minutes up to 15 days"
        raise refuse([about("--for", "option/out-of-range", what, "write it as 30m or 2h")])
    return length


def _begin(written: str | None) -> datetime:
    """Return when it begins: what is past when the rule is made, AWS may not mute at all."""
    if written is None:
        return now().replace(second=0, microsecond=0) + _MINUTE
    try:
        at = datetime.fromisoformat(written.strip())
    except ValueError as error:
        what = f"{quoted(written)} is not a time"
        fix = "write it as 2026-12-24T03:00+01:00, or 2026-12-24T03:00 for UTC"
        raise refuse([about("--from", "option/not-a-time", what, fix)]) from error
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    if at < now():
        what = f"{quoted(written)} is past"
        raise refuse([about("--from", "option/past", what, "leave it out to begin at once")])
    return at


def _services(plan: Plan, chosen: Iterable[str] | None) -> frozenset[str]:
    """Return the chosen services; all of the viewpoint if none is named."""
    known = {spec.service for spec in plan.alarms if spec.service not in RESERVED_NAMES}
    names = frozenset(chosen or known)
    for name in names - known:
        what = f"there is no service {quoted(name)} with alarms"
        raise refuse(
            [about("--service", "option/unknown-service", what, did_you_mean(name, known))]
        )
    return names


def _severities(chosen: Iterable[str] | None) -> frozenset[Severity]:
    names = frozenset(chosen or ())
    for name in names.difference(SEVERITIES):
        what = f"{quoted(name)} is not a severity"
        fix = did_you_mean(name, SEVERITIES)
        raise refuse([about("--stays-on", "option/unknown-severity", what, fix)])
    return frozenset(each for each in SEVERITIES if each in names)
