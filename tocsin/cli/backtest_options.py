"""The options of `tocsin backtest`."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path,
    typer.Option(
        "--data", "-d", help="Recorded data: a JSON, JSON Lines, CSV or Parquet file, or a folder."
    ),
]
Base = Annotated[
    Path | None, typer.Option("--base", help="Another assembly, for a before and after.")
]
Html = Annotated[Path | None, typer.Option("--html", help="Write a page with charts.")]
Curve = Annotated[
    list[str] | None,
    typer.Option(
        "--alarm", metavar="NAME", help="Show how often this alarm fires with other thresholds."
    ),
]
Start = Annotated[
    str | None, typer.Option("--start", metavar="TIME", help="When to begin, as 2026-01-05T00:00Z.")
]
End = Annotated[str | None, typer.Option("--end", metavar="TIME", help="When to end.")]
Zone = Annotated[str, typer.Option("--time-zone", help="For hours of the day: Europe/Berlin.")]
Lateness = Annotated[
    str | None,
    typer.Option(
        "--delay",
        metavar="TIME",
        help="How late data are, as 90s, where no tag says it; else as the catalogue knows.",
    ),
]
DataZone = Annotated[
    str | None,
    typer.Option(
        "--data-time-zone",
        metavar="ZONE",
        help="Whose clocks times of the data are from that say no zone: Europe/Berlin; else UTC.",
    ),
]
Queries = Annotated[
    Path | None,
    typer.Option("--queries", help="MetricDataQueries of data that have none beside them."),
]
IncidentFile = Annotated[
    Path | None,
    typer.Option(
        "--incidents",
        metavar="FILE",
        help="Incidents that people had (YAML): which of them the alarms would have caught.",
    ),
]
MostAlerts = Annotated[
    float | None,
    typer.Option(
        "--max-pages-a-week",
        metavar="N",
        min=0,
        help="End with 1 where there are more alerts a week; with --incidents, more false ones.",
    ),
]
MustCatch = Annotated[
    bool,
    typer.Option("--must-catch", help="End with 1 unless every incident is caught in time."),
]
IgnoreBad = Annotated[
    bool, typer.Option("--ignore-bad", help="Leave bad points out, and use the rest.")
]
