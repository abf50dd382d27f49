"""What CloudFormation says of the stacks of a stage."""

from collections.abc import Iterator
from typing import Any

from tocsin.aws import AwsRegion
from tocsin.plan import Plan


def our_stacks(plan: Plan, region: AwsRegion) -> Iterator[dict[str, Any]]:
    """Yield the stacks of a Region whose tags say that they belong to the stage."""
    wanted = {("tocsin:system", plan.system), ("tocsin:stage", plan.stage)}
    for stack in region.listed("cloudformation", "describe_stacks", "Stacks") or ():
        if "ParentId" not in stack:
            tags = {(tag["Key"], tag["Value"]) for tag in stack.get("Tags", ())}
            if wanted <= tags:
                yield stack


def our_resources(plan: Plan, region: AwsRegion) -> frozenset[str]:
    """Return the physical ids of all resources in those stacks."""
    return frozenset(
        resource.get("PhysicalResourceId", "")
        for stack in our_stacks(plan, region)
        for resource in region.listed(
            "cloudformation",
            "list_stack_resources",
            "StackResourceSummaries",
            StackName=stack["StackName"],
        )
        or ()
        if resource.get("ResourceStatus") != "DELETE_COMPLETE"
    )
