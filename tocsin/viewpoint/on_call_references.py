"""What is wrong with rotations, by themselves and with what they name."""

from collections.abc import Iterator, Mapping

from tocsin.diagnostics import KeyPath
from tocsin.viewpoint.finding import Finding, finding, unknown_name
from tocsin.viewpoint.rotation import Rotation
from tocsin.viewpoint.rotation_rules import check_rotation
from tocsin.viewpoint.viewpoint import Viewpoint

Findings = Iterator[Finding]


def check_on_call(viewpoint: Viewpoint) -> Findings:
    """Yield what is wrong with rotations, and with what they name."""
    rotations, contacts = viewpoint.on_call, viewpoint.contacts
    known = {**contacts, **rotations}
    yield from _check_contact_names(viewpoint)
    for name, rotation in rotations.items():
        yield from check_rotation(("on_call", name), rotation)
        for place, member in rotation.places:
            if member not in known:
                path = ("on_call", name, *place)
                yield unknown_name(path, "contact or rotation", member, known, *reached_at(member))
    for cycle in rotation_cycles(rotations):
        yield finding(
            "rotation-cycle",
            ("on_call", cycle[0], *_place_of(cycle[1], rotations[cycle[0]])),
            f"the rotation leads back to itself: {' → '.join(cycle)}",
            "end each chain of rotations in contacts",
            *(("on_call", name) for name in cycle),
        )


def _place_of(name: str, rotation: Rotation) -> KeyPath:
    """Return where a rotation first names another."""
    return next(place for place, named in rotation.places if named == name)


def reached_at(name: str) -> tuple[KeyPath, ...]:
    """Return where a contact or a rotation called *name* would be defined."""
    return (("contacts", name), ("on_call", name))


def _check_contact_names(viewpoint: Viewpoint) -> Findings:
    for name in viewpoint.contacts:
        if name in viewpoint.on_call:
            what = f"{name!r} is a contact as well as a rotation"
            fix = "rename one of them"
            yield finding("same-name", ("on_call", name), what, fix, *reached_at(name))


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
    way = {start: iter(rotations[start].names)}
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
            way[member] = iter(rotations[member].names)
