"""Where panels stand on the grid of 24 columns, and by which ids links name them."""

import zlib
from collections.abc import Iterable, Iterator, Sequence

from tocsin.grafana.foundation import dashboard_models
from tocsin.grafana.section import Section, Tile

COLUMNS = 24
_LARGEST_ID = 1_000_000

Position = tuple[int, int]
"""Column and row of a panel's upper left corner."""


def place(
    sections: Iterable[Section],
) -> list[dashboard_models.Panel | dashboard_models.RowPanel]:
    """Return rows and panels with ids and positions, in reading order."""
    placed: list[dashboard_models.Panel | dashboard_models.RowPanel] = []
    taken: set[int] = set()
    top = 0
    for section in sections:
        row = _row(section, top, taken)
        panels = list(_panels(section, top + 1, taken))
        placed.append(row)
        if section.collapsed:
            row.panels = panels
            top += 1
        else:
            placed += panels
            top = bottom(panels, top + 1)
    return placed


def flow(tiles: Sequence[Tile]) -> list[Position]:
    """Return a place for each tile: the highest that is free, and there the leftmost."""
    ground = [0] * COLUMNS
    positions = []
    for tile in tiles:
        x, y = _lowest(ground, tile.width)
        ground[x : x + tile.width] = [y + tile.height] * tile.width
        positions.append((x, y))
    return positions


def bottom(panels: Iterable[dashboard_models.Panel], least: int) -> int:
    """Return the first row of the grid below *panels*, or *least* if that is lower."""
    places = (panel.grid_pos for panel in panels if panel.grid_pos is not None)
    return max((place.y + place.h for place in places), default=least)


def _lowest(ground: Sequence[int], width: int) -> Position:
    heights = [max(ground[x : x + width]) for x in range(COLUMNS - width + 1)]
    y = min(heights)
    return heights.index(y), y


def _panels(section: Section, top: int, taken: set[int]) -> Iterator[dashboard_models.Panel]:
    for tile, (x, y) in zip(section.tiles, flow(section.tiles), strict=True):
        tile.panel.id_val = panel_id(section.title, tile.panel.title or "", taken)
        tile.panel.grid_pos = dashboard_models.GridPos(x=x, y=top + y, w=tile.width, h=tile.height)
        yield tile.panel


def _row(section: Section, top: int, taken: set[int]) -> dashboard_models.RowPanel:
    return dashboard_models.RowPanel(
        title=section.title,
        collapsed=section.collapsed,
        id_val=panel_id(section.title, "", taken),
        grid_pos=dashboard_models.GridPos(x=0, y=top, w=COLUMNS, h=1),
    )


def panel_id(row: str, title: str, taken: set[int]) -> int:
    """Return an id for a panel: the same as long as its row and its title stay.

    Args:
        row: Title of the row.
        title: Title of the panel; empty for the row itself.
        taken: Ids that are in use; the new one is added.
    """
    number = zlib.crc32(f"{row}\n{title}".encode()) % _LARGEST_ID + 1
    while number in taken:
        number += 1
    taken.add(number)
    return number
