"""Ids of panels, which links to single panels contain."""

import zlib

_LARGEST = 1_000_000


def panel_id(row: str, title: str, taken: set[int]) -> int:
    """Return an id for a panel: the same as long as its row and its title stay.

    Args:
        row: Title of the row.
        title: Title of the panel; empty for the row itself.
        taken: Ids that are in use; the new one is added.
    """
    number = zlib.crc32(f"{row}\n{title}".encode()) % _LARGEST + 1
    while number in taken:
        number += 1
    taken.add(number)
    return number
