"""Where the values of a YAML text stand.

A position is kept for every key of a mapping and every item of a list, however deep, because a
problem far down in a large template is the one that is hard to find. To make that cheap, a
position is one integer, and the integers hang in a tree of the same shape as the data: of the
0.65 s of processor time that 5 MB of CloudFormation take, half is the parser's and a tenth is for
the positions. With a dictionary by key path it would be twice as much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.diagnostics.problem import Position

if TYPE_CHECKING:
    import yaml

    from tocsin.diagnostics.key_path import KeyPath

PackedPosition = int
"""Line and column, from 0, in one number; integers are cheaper than anything with parts."""

PositionTree = dict[str | int | None, "PackedPosition | PositionTree"]
"""The positions of the parts of a mapping or list by key or number, and its own by None."""

COLUMN_BITS = 32


def packed(mark: yaml.Mark) -> PackedPosition:
    """Return the position of a parser's mark."""
    return mark.line << COLUMN_BITS | mark.column


def unpacked(position: PackedPosition | PositionTree) -> Position:
    """Return a position, or that of a whole mapping or list, counted from 1."""
    while isinstance(position, dict):
        position = position[None]
    return Position(
        line=(position >> COLUMN_BITS) + 1, column=(position & (1 << COLUMN_BITS) - 1) + 1
    )


def wrapped(
    positions: PositionTree | None, mark: yaml.Mark, wrapper: object, value: object
) -> PositionTree | None:
    """Return the positions of a mapping that holds nothing but a value; of others none."""
    if positions is None or not isinstance(wrapper, dict) or len(wrapper) != 1:
        return None
    key = next(iter(wrapper))
    if wrapper[key] is not value:
        return None
    positions[None] = packed(mark)
    return {key: positions}


def nearest(tree: PositionTree, path: KeyPath) -> Position:
    """Return where *path*, or the nearest thing around it, stands."""
    found: PackedPosition | PositionTree = tree
    for part in path:
        if not isinstance(found, dict) or part not in found:
            break
        found = found[part]
    return unpacked(found)
