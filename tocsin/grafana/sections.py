"""The rows of a dashboard, from what people ask first to what they ask last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tocsin.grafana.chart import chart, charts
from tocsin.grafana.foundation import dashboard_models
from tocsin.grafana.headline import headline
from tocsin.grafana.layout import COLUMNS
from tocsin.grafana.log_panel import log_panel
from tocsin.grafana.log_section import log_section
from tocsin.grafana.metric_queries import QueryContext
from tocsin.grafana.references import ReferenceVariable, reference_variables
from tocsin.grafana.refresh_cost import cost_of
from tocsin.grafana.regions import region_of
from tocsin.grafana.section import Section, Tile
from tocsin.grafana.summary import summary
from tocsin.grafana.text_panel import text_panel
from tocsin.grafana.trace_section import trace_section
from tocsin.plan import AnyPanelSpec, DashboardSpec, PanelSpec, RowSpec, TextPanelSpec

MOST_OPEN_PANELS = 20
"""On one dashboard: more are not looked at, and each asks for data at every refresh.

Numbers are not among them: a line of them is read at a glance.
"""

_QUICK_TYPES = frozenset({"stat", "text"})
"""Panels that are read at a glance."""

_HEADLINE_HEIGHT = 4
_TILE_HEIGHT = 4
_CHART_HEIGHT = 8
_TABLE_HEIGHT = 7
_SUMMARY_WIDTH = 8


def sections(spec: DashboardSpec) -> tuple[Section, ...]:
    """Return the rows of *spec*: health, what it shows, traces and logs.

    Rows beyond twenty open panels are collapsed, with all rows that follow.
    """
    board = _Board(spec=spec, references=reference_variables(spec))
    rows = [section for row in spec.rows if (section := board.row(row)).tiles]
    last = [trace_section(spec)] if spec.trace_groups else []
    last += [log_section(spec)] if spec.log_groups else []
    shown = (*_within_budget(rows, MOST_OPEN_PANELS - 1), *last)
    return (board.health(shown), *shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Board:
    """What all panels of a dashboard share.

    Attributes:
        spec: The dashboard.
        references: Its variables that stand for dynamic references.
    """

    spec: DashboardSpec
    references: tuple[ReferenceVariable, ...]

    def health(self, others: Iterable[Section]) -> Section:
        """Return the first row: what the dashboard is for, what it costs, what matters most."""
        panels = [panel for row in self.spec.rows for panel in row.charts if panel.headline]
        tiles = list(self._headlines(panels))
        height = max(2, -(-len(tiles) // 2)) * _HEADLINE_HEIGHT
        opened = (tile for each in others if not each.collapsed for tile in each.tiles)
        text = Tile(
            panel=summary(self.spec, self.references, cost=cost_of(self.spec, (*opened, *tiles))),
            width=_SUMMARY_WIDTH if tiles else COLUMNS,
            height=height,
        )
        return Section(title="Health", tiles=(text, *tiles), collapsed=False)

    def row(self, row: RowSpec) -> Section:
        """Return a row without its headlines, which stand in the first one."""
        panels = [each for each in row.panels if not _is_headline(each)]
        if row.beside is not None:
            width = COLUMNS // row.beside
            tiles = [
                Tile(panel=self._small(each), width=width, height=_TILE_HEIGHT) for each in panels
            ]
        else:
            tiles = list(self._large(panels))
        return Section(title=row.title, tiles=tuple(tiles), collapsed=row.collapsed)

    def _headlines(self, panels: list[PanelSpec]) -> Iterator[Tile]:
        """Yield large numbers, two beside each other; the last takes the room that is left."""
        for number, panel in enumerate(panels, start=1):
            alone = number == len(panels) and number % 2
            yield Tile(
                panel=headline(panel, self._context(panel)),
                width=(COLUMNS - _SUMMARY_WIDTH) // (1 if alone else 2),
                height=_HEADLINE_HEIGHT * (2 if len(panels) <= 2 else 1),  # noqa: PLR2004 - one line
            )

    def _small(self, panel: AnyPanelSpec) -> dashboard_models.Panel:
        if isinstance(panel, PanelSpec):
            return headline(panel, self._context(panel))
        return text_panel(panel) if isinstance(panel, TextPanelSpec) else log_panel(panel)

    def _large(self, panels: Iterable[AnyPanelSpec]) -> Iterator[Tile]:
        drawn = [part for each in panels for part in _parts(each)]
        width = COLUMNS // {1: 1, 2: 2, 4: 2}.get(len(drawn), 3)
        for panel in drawn:
            if isinstance(panel, PanelSpec):
                made = chart(panel, self._context(panel))
                yield Tile(panel=made, width=width, height=_CHART_HEIGHT)
            elif isinstance(panel, TextPanelSpec):
                yield Tile(panel=text_panel(panel), width=width, height=_CHART_HEIGHT)
            else:
                is_wide = panel.view in {"table", "events"}
                yield Tile(
                    panel=log_panel(panel),
                    width=COLUMNS if is_wide else width,
                    height=_TABLE_HEIGHT if is_wide else _CHART_HEIGHT,
                )

    def _context(self, panel: PanelSpec) -> QueryContext:
        return QueryContext(region=region_of(panel, self.spec), references=self.references)


def _is_headline(panel: AnyPanelSpec) -> bool:
    return isinstance(panel, PanelSpec) and panel.headline


def _parts(panel: AnyPanelSpec) -> Iterator[AnyPanelSpec]:
    if isinstance(panel, PanelSpec):
        yield from charts(panel)
    else:
        yield panel


def _within_budget(rows: Iterable[Section], budget: int) -> Iterator[Section]:
    for row in rows:
        if not row.collapsed:
            budget -= sum(1 for tile in row.tiles if tile.panel.type_val not in _QUICK_TYPES)
        yield replace(row, collapsed=row.collapsed or budget < 0)
