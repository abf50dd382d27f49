"""What was deployed: the stacks of an assembly as the emulator has them."""

from dataclasses import dataclass
from pathlib import Path

from botocore.exceptions import ClientError

from local.declared_stacks import declared_stacks
from local.endpoint import Client, Endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployedStack:
    """One stack, as deployed.

    Attributes:
        name: Name of the stack.
        region: Region that it is in.
        status: CloudFormation's status of it.
        resources: How many resources it has.
        seconds: How long its last create or update took; 0 if this run changed nothing in it.
    """

    name: str
    region: str
    status: str
    resources: int
    seconds: float


def deployed_stacks(endpoint: Endpoint, assembly: Path, *, since: float) -> list[DeployedStack]:
    """The assembly's stacks in the order of the assembly.

    Args:
        endpoint: The emulator.
        assembly: Folder of the synthesized assembly.
        since: POSIX time; a stack that did not change since then took 0 seconds.
    """
    declared = declared_stacks(assembly)
    found = [_describe(endpoint, one.name, one.region, since) for one in declared]
    return [stack for stack in found if stack]


def _describe(endpoint: Endpoint, name: str, region: str, since: float) -> DeployedStack | None:
    client = endpoint.client("cloudformation", region)
    try:
        stack = client.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError:
        return None
    pages = client.get_paginator("list_stack_resources").paginate(StackName=name)
    resources = sum(len(page["StackResourceSummaries"]) for page in pages)
    return DeployedStack(
        name=name,
        region=region,
        status=stack["StackStatus"],
        resources=resources,
        seconds=_seconds(client, name, since),
    )


def _seconds(client: Client, name: str, since: float) -> float:
    pages = client.get_paginator("describe_stack_events").paginate(StackName=name)
    times = [
        event["Timestamp"].timestamp()
        for page in pages
        for event in page["StackEvents"]
        if event["Timestamp"].timestamp() >= since
    ]
    return max(times) - min(times) if times else 0.0
