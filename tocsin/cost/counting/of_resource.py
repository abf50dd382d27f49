"""Counts something that a resource is or has."""

from tocsin.assembly import Resource
from tocsin.cost.counted import Counted, Uncounted


def counted(price: str, units: float, resource: Resource, *, assumed: str = "") -> Counted:
    """Return *units* of what *resource* is charged for."""
    environment = resource.stack.environment
    return Counted(
        price=price,
        units=units,
        subject=called(resource),
        stack=resource.stack.name,
        account=environment.account_text,
        region=environment.region_text,
        assumed=assumed,
    )


def uncounted(what: str, resource: Resource, known_by: str) -> Uncounted:
    """Return that nobody says how much there is of something."""
    return Uncounted(
        what=what, subject=called(resource), stack=resource.stack.name, known_by=known_by
    )


def called(resource: Resource) -> str:
    """Return what people call a resource: its name, or what its template calls it."""
    return resource.name if resource.is_named else resource.logical_id


def in_usage(key: str) -> str:
    """Say that a key of a file of usage makes something known."""
    return f"{key} in --usage"
