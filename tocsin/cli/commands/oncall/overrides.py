"""`tocsin oncall overrides`."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from tocsin.cli.needing_aws import needing_aws
from tocsin.cli.options import ActiveRegion, AsJson, EndpointUrl, PagingStage, Profile
from tocsin.cli.terminal import output, put_json
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.incidents import StoredOverride

Over = Annotated[bool, typer.Option("--over", help="Those that are over, too.")]


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    over: Over = False,
    stage: PagingStage = None,
    region: ActiveRegion = None,
    profile: Profile = None,
    endpoint_url: EndpointUrl = None,
    as_json: AsJson = False,
) -> None:
    """List who stands in for whom, now and later, by what `tocsin oncall override` said."""
    with needing_aws():
        from tocsin.cli.account import reach, stored_overrides  # noqa: PLC0415 - boto3 is an extra
    place = reach(viewpoint, stage=stage, region=region, profile=profile, endpoint_url=endpoint_url)
    found = [each for each in stored_overrides(place) if over or each.ends > place.now]
    if as_json:
        put_json(list(map(_data, found)))
    elif found:
        output().print(_table(found))
    else:
        output().print(f"Nobody stands in for anybody in {place.name}.")


def _data(override: StoredOverride) -> dict[str, str]:
    return {
        "rotation": override.rotation,
        "name": override.name,
        "begins": override.begins.isoformat(),
        "ends": override.ends.isoformat(),
        "because": override.because,
        "by": override.by,
    }


def _table(overrides: list[StoredOverride]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Rotation", "Who", "From, UTC", "Until, UTC", "Because", "Said by"):
        table.add_column(title)
    for each in overrides:
        times = (f"{at:%Y-%m-%d %H:%M}" for at in (each.begins, each.ends))
        cells = (each.rotation, each.name, *times, each.because, each.by)
        table.add_row(*map(Text, cells))
    return table
