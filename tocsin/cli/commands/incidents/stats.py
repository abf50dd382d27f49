"""`tocsin incidents stats`."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.table import Table
from rich.text import Text

from tocsin.aftermath import IncidentStatistics, PersonFigures, length_words, statistics_of
from tocsin.cli.needing_aws import needing_aws
from tocsin.cli.on_call_check import share_data, shares_between
from tocsin.cli.options import ActiveRegion, AsJson, EndpointUrl, PagingStage, Profile
from tocsin.cli.terminal import counted, output, put_json
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.incidents import PAGE_TEST, Incident
from tocsin.on_call import Share, leads_to
from tocsin.viewpoint import Viewpoint, rotations_of

_MOST_ALARMS = 10
_HOUR = timedelta(hours=1)

Days = Annotated[int, typer.Option(min=1, max=400, help="Of so many days until now.")]


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    days: Days = 28,
    stage: PagingStage = None,
    region: ActiveRegion = None,
    profile: Profile = None,
    endpoint_url: EndpointUrl = None,
    as_json: AsJson = False,
) -> None:
    """Count incidents: how fast people answer, how often they are paged, and hours on call."""
    with needing_aws():
        from tocsin.cli.account import asking, reach  # noqa: PLC0415 - boto3 is an extra
    place = reach(viewpoint, stage=stage, region=region, profile=profile, endpoint_url=endpoint_url)
    begins = place.now - timedelta(days=days)
    with asking():
        all_of_them = [
            each
            for one in place.everywhere()
            for each in (*one.unfinished(), *_since(one.incidents.of("resolved"), begins))
        ]
    found = [each for each in all_of_them if each.service != PAGE_TEST]
    held = place.viewpoint
    figures = statistics_of(
        found,
        begins,
        place.now,
        targets={name: each.response_time for name, each in held.severities.items()},
        zones=_zones(held),
        otherwise=UTC,
    )
    held_by = shares_between(held, begins, place.now)
    if as_json:
        put_json(_data(figures, held_by, days))
    else:
        _print(figures, days)
        _print_people(figures, held_by)


def _since(incidents: Iterator[Incident], begins: datetime) -> Iterator[Incident]:
    """Yield incidents, the newest first, as long as they were opened since a moment."""
    for each in incidents:
        if each.opened < begins:
            return
        yield each


def _zones(viewpoint: Viewpoint) -> dict[str, tzinfo]:
    """Return the time zone of each contact: that of the first rotation in which they are."""
    rotations = rotations_of(viewpoint)
    zones: dict[str, tzinfo] = {}
    for rotation, each in viewpoint.on_call.items():
        for name in leads_to(rotation, rotations):
            zones.setdefault(name, ZoneInfo(each.own_time_zone))
    return zones


def _data(figures: IncidentStatistics, held_by: dict[str, Share], days: int) -> dict[str, Any]:
    def seconds(pair: tuple[timedelta, timedelta] | None) -> dict[str, float] | None:
        keys = ("median", "percentile_90")
        return pair and dict(zip(keys, (each.total_seconds() for each in pair), strict=True))

    return {
        "days": days,
        "severities": {
            each.severity: {
                "incidents": each.incidents,
                "acknowledged": each.acknowledged,
                "acknowledged_in_time": each.in_time,
                "seconds_to_acknowledge": seconds(each.to_acknowledge),
                "seconds_to_resolve": seconds(each.to_resolve),
            }
            for each in figures.severities
        },
        "persons": {
            each.name: {
                "pages": each.pages,
                "pages_a_week": round(each.pages_a_week, 2),
                "nights": each.nights,
            }
            for each in figures.persons
        },
        "hours_on_call": {name: share_data(each) for name, each in held_by.items()},
        "alarms": dict(figures.alarms),
    }


def _print(figures: IncidentStatistics, days: int) -> None:
    console = output()
    if not figures.severities:
        console.print(f"There was no incident in {counted(days, 'day')}.")
        return
    columns = ("Severity", "Incidents", "Answered", "In time", "To answer", "To resolve")
    rows = [
        (
            each.severity,
            str(each.incidents),
            str(each.acknowledged),
            "" if each.in_time is None else str(each.in_time),
            _pair(each.to_acknowledge),
            _pair(each.to_resolve),
        )
        for each in figures.severities
    ]
    console.print(_table(columns, rows))
    console.print("\nTimes are median / 90th percentile, from the alarm on.", style="dim")
    console.print()
    alarms = [(name, str(count)) for name, count in figures.alarms[:_MOST_ALARMS]]
    console.print(_table(("Noisiest alarms", "Incidents"), alarms))


def _print_people(figures: IncidentStatistics, held_by: dict[str, Share]) -> None:
    """Print who was paged how often beside how long they were on call: also those who were not."""
    paged = {each.name: each for each in figures.persons}
    names = [*paged, *(name for name in held_by if name not in paged)]
    if not names:
        return
    columns = ("Person", "Pages", "A week", "Nights paged", "On call", "Nights", "Weekends")
    console = output()
    console.print()
    console.print(
        _table(
            (*columns, "Holidays"),
            [(name, *_of_pages(paged.get(name)), *_hours(held_by.get(name))) for name in names],
        )
    )
    console.print("\nOn call, nights, weekends and holidays are hours by the turns.", style="dim")


def _of_pages(person: PersonFigures | None) -> tuple[str, str, str]:
    if person is None:
        return "0", "0.0", "0"
    return str(person.pages), f"{person.pages_a_week:.1f}", str(person.nights)


def _hours(share: Share | None) -> tuple[str, ...]:
    if share is None:
        return ("",) * 4
    lengths = (share.total, share.nights, share.weekends, share.holidays)
    return tuple(f"{length / _HOUR:.0f}" for length in lengths)


def _pair(pair: tuple[timedelta, timedelta] | None) -> str:
    return "" if pair is None else " / ".join(map(length_words, pair))


def _table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(columns[0])
    for column in columns[1:]:
        table.add_column(column, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    return table
