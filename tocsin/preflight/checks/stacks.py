"""Stacks that the app no longer has."""

from collections.abc import Iterator

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.preflight.check import found
from tocsin.preflight.deployed import our_stacks
from tocsin.preflight.deployment import Deployment


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
