"""What is lost with a resource that is deleted, and what stays behind when one is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.diagnostics import Problem
from tocsin.transition.physical_name import called, physical_names
from tocsin.transition.retention import HOLDINGS, Fate, stays_after_rollback

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from tocsin.assembly import Resource
    from tocsin.transition.deployed_stack import DeployedStack
    from tocsin.transition.resource_change import ResourceChange

_TOPIC = "AWS::SNS::Topic"
_SUBSCRIPTION = "AWS::SNS::Subscription"
_TO_BE_CONFIRMED = frozenset({"email", "email-json", "http", "https"})


def lost_data(
    change: ResourceChange, fate: Fate, subscribed: Collection[Resource]
) -> Problem | None:
    """Tell of what a resource holds that no longer belongs to its stack.

    Args:
        change: What happens to it.
        fate: What becomes of it.
        subscribed: The topics that have subscriptions.
    """
    resource = change.left
    if resource is None or resource.type not in HOLDINGS:
        return None
    if resource.type == _TOPIC and resource not in subscribed:
        return None
    return _kept(resource) if fate == "retain" else _lost(change, resource, fate)


def _lost(change: ResourceChange, resource: Resource, fate: Fate) -> Problem:
    held = HOLDINGS[resource.type]
    deed = f"replaced, because {', '.join(change.properties)} change" if change.after else "deleted"
    has_snapshot = fate == "snapshot"
    return Problem(
        kind="transition/replaced-with-data",
        where=resource.locate(),
        what=f"the {called(resource)} is {deed}"
        + (f"; a snapshot of {held} is kept" if has_snapshot else f", and with it {held}"),
        fix="restore the snapshot where it is needed"
        if has_snapshot
        else "keep it, or save what it holds first; a policy of Retain, deployed before, keeps it",
        severity="note" if has_snapshot else "warning",
    )


def _kept(resource: Resource) -> Problem:
    return Problem(
        kind="transition/retained",
        where=resource.locate(),
        what=f"the {called(resource)} leaves its stack and stays in the account, "
        f"with {HOLDINGS[resource.type]}",
        fix="delete it when nobody needs it"
        + ("; until then no new one can have its name" if any(physical_names(resource)) else ""),
        severity="note",
    )


def kept_by_rollback(stack: DeployedStack, changes: Iterable[ResourceChange]) -> Iterator[Problem]:
    """Tell of new resources whose names stay taken if the deployment that makes them fails."""
    made = [change.made for change in changes]
    found = [
        resource.logical_id
        for resource in made
        if resource is not None and stays_after_rollback(resource) and any(physical_names(resource))
    ]
    if found:
        yield Problem(
            kind="transition/rollback-retains",
            where=stack.stack.locate(),
            what=f"if this deployment of {stack.name} fails, {', '.join(found)} stay in the "
            "account, and the next attempt finds their names taken",
            fix="give them the deletion policy RetainExceptOnCreate",
            severity="note",
        )


def to_be_confirmed(changes: Iterable[ResourceChange]) -> Iterator[Problem]:
    """Tell of subscriptions that deliver nothing until somebody confirms them.

    https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html
    """
    for change in changes:
        resource = change.made
        if resource is None or resource.type != _SUBSCRIPTION:
            continue
        if str(resource.properties.get("Protocol")) in _TO_BE_CONFIRMED:
            yield Problem(
                kind="transition/to-be-confirmed",
                where=resource.locate(),
                what=f"the new subscription of {resource.properties.get('Endpoint')} delivers "
                "nothing until it is confirmed",
                fix="ask its owner to confirm it right after the deployment",
                severity="note",
            )
