"""A panel before it has a place."""

from dataclasses import dataclass

from tocsin.grafana.foundation import dashboard_models


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A panel with the room that it takes.

    Attributes:
        panel: The panel; its position and id are not set yet.
        width: In columns, of which the grid has 24.
        height: In rows of the grid.
    """

    panel: dashboard_models.Panel
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A row of the dashboard with its panels.

    Attributes:
        title: The row's title.
        tiles: In reading order.
        collapsed: Whether it is closed at first; a closed row asks for no data.
    """

    title: str
    tiles: tuple[Tile, ...]
    collapsed: bool
