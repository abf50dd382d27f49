"""`tocsin traffic`: how often alarms that count events fire although nothing is wrong."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from tocsin.backtest import simulate_usual_traffic
from tocsin.cli.options import AsJson, Stage
from tocsin.cli.terminal import SEVERITY_STYLES, ExitCode, about, counted, output, refuse
from tocsin.cli.viewpoint import read_plan
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagnostics import InvalidValueError, elapsed
from tocsin.evaluation import read_alarm
from tocsin.plan import AlarmSpec, Plan, TrafficSpec, alarm_properties, chance_arithmetic
from tocsin.traffic import YEAR, Profile, how_often, parse_rate, rate_text, share_text

_YEAR = int(YEAR)
_MOST_YEARS = 100
_WHOLE = 100
"""From here on nobody wants to see fractions."""

Simulate = Annotated[
    int,
    typer.Option(
        "--simulate",
        metavar="YEARS",
        min=0,
        max=_MOST_YEARS,
        help="Draw so many years of usual traffic at random, and count how often alarms fire.",
    ),
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="What the traffic is drawn from.")]
At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="RATE",
        help="As if another rate were usual at all times: '10 an hour'.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What is known of one alarm; `fired` in the simulated years, if there are any."""

    alarm: AlarmSpec
    traffic: TrafficSpec
    fired: int | None


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    stage: Stage = None,
    at: At = None,
    simulate: Simulate = 0,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Show how often alarms that count events fire although nothing is wrong."""
    other = _profile(at)
    plan = read_plan(viewpoint, stage)
    usual = [(each, each.traffic) for each in plan.alarms if each.traffic is not None]
    if other is not None:
        usual = [(alarm, replace(traffic, profile=other)) for alarm, traffic in usual]
    found = [
        _Found(alarm=alarm, traffic=traffic, fired=_fired(alarm, traffic, simulate, seed))
        for alarm, traffic in usual
    ]
    if as_json:
        output().print_json(json.dumps({"alarms": [_data(each, simulate) for each in found]}))
    else:
        _print(plan, found, simulate)
    if not all(each.traffic.is_trusted for each in found):
        raise typer.Exit(ExitCode.PROBLEMS_FOUND)


def _profile(at: str | None) -> Profile | None:
    """Return what is usual if a rate is, at all times; None without one."""
    if at is None:
        return None
    try:
        return Profile(shares=((parse_rate(at).per_second, 1.0),))
    except InvalidValueError as error:
        raise refuse([about("--at", "option/not-a-rate", error.what, error.fix)]) from error


def _fired(alarm: AlarmSpec, traffic: TrafficSpec, years: int, seed: int) -> int | None:
    """Return how often an alarm fires in so many years of usual traffic; None without any."""
    if not years:
        return None
    watched = read_alarm(alarm_properties(alarm))
    return sum(
        simulate_usual_traffic(
            watched,
            per_second=rate,
            amount=traffic.amount,
            interval=alarm.interval,
            seconds=int(_YEAR * share),
            seed=seed + year,
        ).fired
        for rate, share in traffic.profile.shares
        for year in range(years)
    )


def _print(plan: Plan, found: list[_Found], years: int) -> None:
    if not found:
        output().print(
            "No alarm counts events whose usual number is known: write usual at a metric, as "
            "usual: 600 an hour.",
            soft_wrap=True,
        )
        return
    for each in found:
        output().print(Text(each.alarm.name, style=SEVERITY_STYLES[each.alarm.severity]))
        table = Table.grid(padding=(0, 1, 0, 2))
        for label, said in _lines(each, years):
            table.add_row(label, said)
        output().print(table)
    output().print(
        f"{counted(len(found), 'alarm')} of {plan.system} in {plan.stage} that count events whose "
        "usual number is known.",
        soft_wrap=True,
    )


def _lines(found: _Found, years: int) -> Iterator[tuple[str, str]]:
    """Yield what is usual, what follows from it, and how soon silence is told."""
    traffic = found.traffic
    yield "fires", found.alarm.condition
    yield (
        "usual",
        ", ".join(
            f"{rate_text(rate)} for {share_text(share)} of the week"
            for rate, share in traffic.profile.shares
        ),
    )
    yield "by chance", f"{how_often(traffic.false_pages)}; {traffic.most} at most"
    yield "because", chance_arithmetic(traffic)
    if years:
        yield "simulated", f"{counted(found.fired or 0, 'time')} in {counted(years, 'year')}"
        yield "expected", _expectation(_expected(found, years))
    yield "tells", f"typically {elapsed(found.alarm.time_to_page.typical)} after it begins"


def _expectation(expected: float) -> str:
    """Say how often it is expected, with the standard error of what is counted."""
    digits = 0 if expected >= _WHOLE else 2
    return f"{expected:,.{digits}f} times, with a standard error of {sqrt(expected):,.{digits}f}"


def _expected(found: _Found, years: int) -> float:
    return found.traffic.false_pages * 12 * years


def _data(found: _Found, years: int) -> dict[str, Any]:
    traffic = found.traffic
    data: dict[str, Any] = {
        "alarm": found.alarm.name,
        "severity": found.alarm.severity,
        "metric": traffic.metric,
        "usual": [
            {"per_hour": rate * 3_600, "share_of_week": share}
            for rate, share in traffic.profile.shares
        ],
        "false_pages_a_month": traffic.false_pages,
        "share_in_alarm": traffic.share_in_alarm,
        "most_a_month": traffic.most_a_month,
        "is_trusted": traffic.is_trusted,
        "tells_after": found.alarm.time_to_page.typical,
    }
    if found.fired is not None:
        data["simulated"] = {
            "years": years,
            "fired": found.fired,
            "expected": _expected(found, years),
        }
    return data
