"""The rows of a dashboard, from what people ask first to what they ask last."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tocsin.grafana.chart import chart, charts
from tocsin.grafana.headline import headline
from tocsin.grafana.layout import COLUMNS
from tocsin.grafana.log_section import log_section
from tocsin.grafana.metric_queries import QueryContext
from tocsin.grafana.references import ReferenceVariable, reference_variables
from tocsin.grafana.regions import region_of
from tocsin.grafana.section import Section, Tile
from tocsin.grafana.summary import summary
from tocsin.grafana.trace_section import trace_section
from tocsin.plan import DashboardSpec, PanelSpec, RowSpec

MOST_OPEN_PANELS = 20
"""On one dashboard: more are not looked at, and each asks for data at every refresh."""

_HEADLINE_HEIGHT = 4
_CHART_HEIGHT = 8
_SUMMARY_WIDTH = 8


def sections(spec: DashboardSpec) -> tuple[Section, ...]:
    """Return the rows of *spec*: health, what it shows, traces and logs.

    Rows beyond twenty open panels are collapsed, with all rows that follow.
    """
    references = reference_variables(spec)
    health = _health(spec, references)
    rows = [section for row in spec.rows if (section := _charts(spec, row, references)).tiles]
    last = [trace_section(spec)] if spec.trace_groups else []
    last += [log_section(spec)] if spec.log_groups else []
    return (health, *_within_budget(rows, MOST_OPEN_PANELS - len(health.tiles)), *last)


def _health(spec: DashboardSpec, references: tuple[ReferenceVariable, ...]) -> Section:
    panels = [panel for row in spec.rows for panel in row.panels if panel.headline]
    tiles = list(_headlines(spec, panels, references))
    height = max(2, -(-len(tiles) // 2)) * _HEADLINE_HEIGHT
    text = Tile(
        panel=summary(spec, references),
        width=_SUMMARY_WIDTH if tiles else COLUMNS,
        height=height,
    )
    return Section(title="Health", tiles=(text, *tiles), collapsed=False)


def _headlines(
    spec: DashboardSpec, panels: list[PanelSpec], references: tuple[ReferenceVariable, ...]
) -> Iterator[Tile]:
    """Yield large numbers, two beside each other; the last takes the room that is left."""
    for number, panel in enumerate(panels, start=1):
        alone = number == len(panels) and number % 2
        yield Tile(
            panel=headline(panel, _context(spec, panel, references)),
            width=(COLUMNS - _SUMMARY_WIDTH) // (1 if alone else 2),
            height=_HEADLINE_HEIGHT * (2 if len(panels) <= 2 else 1),  # noqa: PLR2004 - one line
        )


def _charts(
    spec: DashboardSpec, row: RowSpec, references: tuple[ReferenceVariable, ...]
) -> Section:
    panels = [part for panel in row.panels if not panel.headline for part in charts(panel)]
    width = COLUMNS // {1: 1, 2: 2, 4: 2}.get(len(panels), 3)
    tiles = (
        Tile(
            panel=chart(panel, _context(spec, panel, references)),
            width=width,
            height=_CHART_HEIGHT,
        )
        for panel in panels
    )
    return Section(title=row.title, tiles=tuple(tiles), collapsed=False)


def _within_budget(rows: Iterable[Section], budget: int) -> Iterator[Section]:
    for row in rows:
        budget -= len(row.tiles)
        yield replace(row, collapsed=budget < 0)


def _context(
    spec: DashboardSpec, panel: PanelSpec, references: tuple[ReferenceVariable, ...]
) -> QueryContext:
    return QueryContext(region=region_of(panel, spec), references=references)
