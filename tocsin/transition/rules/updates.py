"""What a deployed resource cannot become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.diagnostics import Problem
from tocsin.transition.physical_name import called
from tocsin.transition.resource_type import is_custom

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tocsin.transition.resource_change import ResourceChange

_KIND = "transition/not-updatable"
_ANOTHER_ID = "give the new resource another logical id"


def impossible_updates(changes: Iterable[ResourceChange]) -> Iterator[Problem]:
    """Find resources that change their type, and custom resources that change their function."""
    for change in changes:
        if change.before is None or change.after is None:
            continue
        where = change.after.locate()
        if change.before.type != change.after.type:
            yield Problem(
                kind=_KIND,
                where=where,
                what=f"it was a {change.before.type} and would become a {change.after.type}",
                fix=_ANOTHER_ID,
                why="CloudFormation refuses to change the type of a resource",
            )
        elif is_custom(change.after.type) and "ServiceToken" in change.properties:
            yield Problem(
                kind=_KIND,
                where=where,
                what="the function that makes this custom resource would be another one",
                fix=_ANOTHER_ID,
                why="CloudFormation refuses to change a service token",
            )


def undecided_updates(changes: Iterable[ResourceChange]) -> Iterator[Problem]:
    """Tell of changes of which it is not known what they do to a resource."""
    for change in changes:
        if change.unknown and change.before is not None and change.after is not None:
            yield Problem(
                kind="transition/undecided",
                where=change.after.locate("Properties", *change.properties[:1]),
                what=f"{', '.join(change.properties)} of the {called(change.after)} change: "
                f"{change.unknown}",
                fix="look at the change set before it is executed",
                severity="note",
            )
