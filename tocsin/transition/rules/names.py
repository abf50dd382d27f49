"""A physical name cannot exist twice, not even for the time between two stacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.diagnostics import Problem

if TYPE_CHECKING:
    from tocsin.assembly import Resource
    from tocsin.transition.physical_name import PhysicalName

_SUBSCRIPTION = "AWS::SNS::Subscription"

_KIND = "transition/name-exists"


def must_be_renamed(resource: Resource, name: PhysicalName, because: tuple[str, ...]) -> Problem:
    """Say that a resource has to be replaced while the old one has its name.

    https://repost.aws/knowledge-center/cloudformation-custom-name
    """
    return Problem(
        kind=_KIND,
        where=resource.locate(),
        what=f"{', '.join(because)} of the {resource.type} {name} cannot change: another one has "
        "to take its place, and would have the same name",
        fix="change the name as well, or let CloudFormation choose it",
        why="CloudFormation makes the new resource before it deletes the old one",
    )


def is_taken(resource: Resource, name: PhysicalName, holder: Resource) -> Problem:
    """Say that another resource has the name when this one is made."""
    place = f"{holder.logical_id} of {holder.stack.name}"
    if resource.type == _SUBSCRIPTION:
        why = "SNS would give the subscription that exists, and the clean-up would then delete it"
    elif holder.stack.name == resource.stack.name:
        why = "CloudFormation makes new resources before it deletes those that are gone"
    else:
        why = f"{holder.stack.name} still has it when {resource.stack.name} is deployed"
    return Problem(
        kind=_KIND,
        where=resource.locate(),
        what=f"the {resource.type} {name} exists already as {place}",
        fix="keep its logical id and its stack, or give it another name; else deploy twice: "
        "first without it, then with it",
        why=why,
    )


def is_retained(resource: Resource, name: PhysicalName) -> Problem:
    """Say that a resource which was kept when its stack gave it up has the name."""
    return Problem(
        kind=_KIND,
        where=resource.locate(),
        what=f"the {resource.type} {name} exists already: it was kept when it left its stack",
        fix="import it (`cdk deploy --import-existing-resources`), or give the new one another "
        "name, or delete the old one",
        why="a deletion policy of Retain leaves the resource in the account, under its name",
    )


def may_be_taken(resource: Resource, name: PhysicalName, why: str) -> Problem:
    """Say that nobody knows before deployment whether the name is free."""
    return Problem(
        kind="transition/undecided",
        where=resource.locate(),
        what=f"it is not known whether the {resource.type} {name} exists already: {why}",
        fix="give values for the parameters that decide it",
        severity="note",
    )


def just_freed(resource: Resource, name: PhysicalName, by: str) -> Problem:
    """Say that the name is free only because of an order that nothing holds."""
    return Problem(
        kind=_KIND,
        where=resource.locate(),
        what=f"the {resource.type} {name} is free only if {by} is deployed before "
        f"{resource.stack.name}, which does not depend on it",
        fix=f"let {resource.stack.name} depend on {by}, or give it another name",
        severity="warning",
    )


def queue_just_deleted(resource: Resource, name: PhysicalName, by: str) -> Problem:
    """Say that a queue's name is free only some time after the queue was deleted.

    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html
    """
    return Problem(
        kind=_KIND,
        where=resource.locate(),
        what=f"the queue {name} is made shortly after {by} has deleted one of that name",
        fix="wait for a minute between the deployments of the two stacks, or give it another name",
        why="SQS refuses the name for 60 seconds",
        severity="warning",
    )
