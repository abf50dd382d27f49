"""`tocsin dashboards preview`."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.assembly import (
    DEFAULT_ASSEMBLY,
    Account,
    AssemblyPath,
    Given,
    Parameters,
    Region,
    ResolvedTexts,
    SettingsFile,
    StackName,
    resolved_texts,
)
from tocsin.cli.dashboard_files import read_dashboards
from tocsin.cli.dashboard_scenes import Recording, drill_scenes
from tocsin.cli.drill_run import Chosen
from tocsin.cli.input import instant
from tocsin.cli.options import Stage
from tocsin.cli.terminal import about, counted, output, refuse, write
from tocsin.preview import Dashboard, Scene, preview_page

_FOLDER = Path("dashboards")
_PAGE = Path("preview.html")

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        help="Dashboards, or folders of them, whoever made them; dashboards/ if none is named.",
        show_default=False,
    ),
]
Page = Annotated[Path, typer.Option("--output", "-o", help="The page to write.", dir_okay=False)]
Drills = Annotated[
    list[Path] | None,
    typer.Option(
        "--drill", metavar="PATH", help="Drills whose data are shown: files, or folders of them."
    ),
]
Selection = Annotated[
    str | None,
    typer.Option("-k", metavar="EXPRESSION", help="Of drills named so: 'orders and not quiet'."),
]
ViewpointOption = Annotated[
    Path | None,
    typer.Option("--viewpoint", help="A viewpoint, which drills need that say who is paged."),
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        "-d",
        help="Recorded data in place of drills: a JSON, JSON Lines, CSV or Parquet file, or a "
        "folder.",
    ),
]
Start = Annotated[
    str | None,
    typer.Option("--start", metavar="TIME", help="When recorded data begin: 2026-01-05T00:00Z."),
]
End = Annotated[str | None, typer.Option("--end", metavar="TIME", help="When recorded data end.")]
Queries = Annotated[
    Path | None,
    typer.Option("--queries", help="MetricDataQueries of data that have none beside them."),
]
IgnoreBad = Annotated[
    bool, typer.Option("--ignore-bad", help="Leave bad points out, and use the rest.")
]


def run(
    paths: Paths = None,
    *,
    page: Page = _PAGE,
    drills: Drills = None,
    selection: Selection = None,
    viewpoint: ViewpointOption = None,
    stage: Stage = None,
    data: Data = None,
    start: Start = None,
    end: End = None,
    queries: Queries = None,
    resolve: ResolvedTexts = None,
    ignore_bad: IgnoreBad = False,
    assembly: AssemblyPath = DEFAULT_ASSEMBLY,
    parameters: Parameters = None,
    account: Account = None,
    region: Region = None,
    stack_name: StackName = None,
    settings: SettingsFile = None,
) -> None:
    """Draw dashboards by Grafana's components, as one page with the data of drills or a recording.

    The page needs no network. A panel of which the data say nothing says so.
    """
    if (data is None) == (not drills):
        what = "it takes either drills or recorded data"
        problem = about("--drill, --data", "option/not-one", what, "give one of these options")
        raise refuse([problem])
    dashboards = [Dashboard(document) for _, document in read_dashboards(paths or [_FOLDER])]
    given = Given(
        parameters=tuple(parameters or ()), account=account, region=region, stack_name=stack_name
    )
    if data is None:
        chosen = Chosen(
            drills=tuple(drills or ()),
            selection=selection,
            assembly=assembly,
            given=given,
            settings=settings,
            viewpoint=viewpoint,
            stage=stage,
        )
        scenes = drill_scenes(chosen, dashboards)
        names = ", ".join(str(path) for path in chosen.drills)
        _write(page, dashboards, scenes, f"Drills of {names}", "no data in this drill")
        return
    recording = Recording(
        data=data,
        queries=queries,
        ignore_bad=ignore_bad,
        resolved=resolved_texts(resolve),
        start=instant("--start", start),
        end=instant("--end", end),
        assembly=assembly,
        given=given,
        settings=settings,
    )
    scene = recording.scene(dashboards)
    _write(page, dashboards, (scene,), "Recorded data", "no data in this recording")


def _write(
    page: Path, dashboards: list[Dashboard], scenes: tuple[Scene, ...], source: str, nothing: str
) -> None:
    text = preview_page(dashboards, scenes, source=source, nothing=nothing)
    write(page, text, option="--output")
    shown = counted(len(dashboards), "dashboard")
    output().print(f"{page}: {shown}, {len(text.encode()) / 1e6:.1f} MB", soft_wrap=True)
