"""Finds rotations that lead back to themselves."""

from collections.abc import Iterator, Mapping

from tocsin.viewpoint.rotation import Rotation


def rotation_cycles(rotations: Mapping[str, Rotation]) -> Iterator[tuple[str, ...]]:
    """Yield cycles, each as the names along it with the first one repeated at its end.

    Every rotation is entered once, so that the time grows with the number of members; without a
    cycle nothing is yielded, and with several at least one.
    """
    done: set[str] = set()
    for start in rotations:
        if start not in done:
            yield from _cycles_from(start, rotations, done)


def _cycles_from(
    start: str, rotations: Mapping[str, Rotation], done: set[str]
) -> Iterator[tuple[str, ...]]:
    way = {start: iter(rotations[start].members)}
    while way:
        last = next(reversed(way))
        member = next(way[last], None)
        if member is None:
            done.add(last)
            del way[last]
        elif member in way:
            names = list(way)
            yield (*names[names.index(member) :], member)
        elif member in rotations and member not in done:
            way[member] = iter(rotations[member].members)
