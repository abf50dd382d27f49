"""Stacks that the app no longer has, and those of others where ours would be."""

from collections.abc import Iterator

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.plan import stack_names
from tocsin.preflight.check import found
from tocsin.preflight.deployed import our_stacks
from tocsin.preflight.deployment import Deployment


def find_foreign_stacks(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield the stacks of others that are called as ours.

    Names are joined by hyphens: `shop-eu` in `prod` and `shop` in `eu-prod` have the same. AWS
    CloudFormation would take a deployment for an update of the stack that is there.
    """
    plan = deployment.plan
    ours = {name for place, name in stack_names(plan) if place == region.name}
    for stack in region.listed("cloudformation", "describe_stacks", "Stacks") or ():
        tags = {tag["Key"]: tag["Value"] for tag in stack.get("Tags", ())}
        owner = (tags.get("tocsin:system"), tags.get("tocsin:stage"))
        if stack["StackName"] not in ours or owner == (plan.system, plan.stage):
            continue
        whose = f"the stage {owner[1]} of {owner[0]}" if all(owner) else "somebody else"
        yield found(
            "foreign-stack",
            region,
            f"stack {stack['StackName']}",
            f"it is deployed, and belongs to {whose}",
            why="the deployment would be taken for an update of it, and delete what it has",
            fix="rename the system, the stage or the service",
        )


def find_left_stacks(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield the stacks of the stage that nothing deploys any more."""
    current = deployment.stack_names(region.name)
    for stack in our_stacks(deployment.plan, region):
        name = stack["StackName"]
        if name in current:
            continue
        protected = stack.get("EnableTerminationProtection")
        unprotect = (
            "aws cloudformation update-termination-protection --no-enable-termination-protection "
            f"--stack-name {name} --region {region.name}, then "
            if protected
            else ""
        )
        yield found(
            "left-stack",
            region,
            f"stack {name}",
            "it is deployed, and the app no longer has it",
            why="its alarms still tell people, and nobody maintains them",
            fix=f"when nobody needs it: {unprotect}"
            f"aws cloudformation delete-stack --stack-name {name} --region {region.name}",
            severity="warning",
        )
