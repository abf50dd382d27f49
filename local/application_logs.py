"""The log groups of the application, which it would have made: stacks only name them."""

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from local.declared_stacks import declared_stacks
from local.endpoint import Client, Endpoint


def create_log_groups(endpoint: Endpoint, assembly: Path) -> None:
    """Create each log group that a stack only names, in the region of the stack.

    CloudFormation refuses a metric filter on a log group that does not exist.

    Args:
        endpoint: The emulator.
        assembly: Folder of the synthesized templates.
    """
    stacks = sorted(declared_stacks(assembly), key=lambda stack: stack.region)
    for region, group in groupby(stacks, key=lambda stack: stack.region):
        templates = [json.loads(stack.template.read_text(encoding="utf-8")) for stack in group]
        client = endpoint.client("logs", region)
        for name in sorted(expected_log_groups(templates)):
            _create(client, name)


def expected_log_groups(templates: list[Mapping[str, Any]]) -> set[str]:
    """Names of the log groups that templates of one region use and none of them makes."""
    resources = [each for template in templates for each in template["Resources"].values()]
    made = {
        each.get("Properties", {}).get("LogGroupName")
        for each in resources
        if each["Type"] == "AWS::Logs::LogGroup"
    }
    return {name for each in resources for name in _named(each)} - made


def _named(resource: Mapping[str, Any]) -> Iterator[str]:
    """Yield the log groups that a resource needs and names by a text, not by a reference."""
    if resource["Type"] in {"AWS::Logs::MetricFilter", "AWS::Logs::SubscriptionFilter"}:
        name = resource["Properties"]["LogGroupName"]
        if isinstance(name, str):
            yield name


def _create(client: Client, name: str) -> None:
    existing = client.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    if name not in {group["logGroupName"] for group in existing}:
        client.create_log_group(logGroupName=name)
