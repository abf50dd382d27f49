"""What stands at a place, in words: lines of a template that a program made say little."""

from tocsin.diagnostics import Location
from tocsin.triage import Place


def spot(place: Place, where: Location) -> str:
    """Return the construct or the key of a resource, and what of it is meant; perhaps nothing."""
    if not place.type:
        return where.subject
    below = Location(source="", key_path=where.key_path[2:]).subject
    return ", ".join(filter(None, [construct_or_key(place), below]))


def construct_or_key(place: Place) -> str:
    """Return the path of the construct that made a resource, or its key."""
    return place.construct.removesuffix("/Resource") or place.subject
