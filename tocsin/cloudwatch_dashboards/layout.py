"""Where widgets stand on the grid of 24 columns."""

from collections.abc import Iterable, Sequence
from typing import Any

from tocsin.dashboard_bodies import COLUMNS

Widget = dict[str, Any]
"""A widget as it stands in the body's JSON; until it is placed, without `x` and `y`."""


def flow(widgets: Sequence[Widget]) -> list[tuple[int, int]]:
    """Return a place for each widget: the highest that is free, and there the leftmost."""
    ground = [0] * COLUMNS
    places = []
    for widget in widgets:
        width = widget["width"]
        heights = [max(ground[x : x + width]) for x in range(COLUMNS - width + 1)]
        y = min(heights)
        x = heights.index(y)
        ground[x : x + width] = [y + widget["height"]] * width
        places.append((x, y))
    return places


def bottom(widgets: Iterable[Widget]) -> int:
    """Return the first row below *widgets*."""
    return max((each["y"] + each["height"] for each in widgets), default=0)
