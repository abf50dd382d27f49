"""The queues that stand for people's phones: contacts of a stage, which only names them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from local.declared_stacks import declared_stacks
from local.endpoint import ACCOUNT, Client, Endpoint


def create_queues(endpoint: Endpoint, assembly: Path) -> list[str]:
    """Create each queue that a subscription pages and no stack makes, where its ARN says.

    Args:
        endpoint: The emulator.
        assembly: Folder of the synthesized templates.

    Returns:
        The ARNs of these queues, sorted.
    """
    texts = [stack.template.read_text(encoding="utf-8") for stack in declared_stacks(assembly)]
    arns = sorted(paged_queues(json.loads(text) for text in texts))
    for arn in arns:
        region, name = place_of(arn)
        endpoint.client("sqs", region).create_queue(QueueName=name)
    return arns


def paged_queues(templates: Iterable[Mapping[str, Any]]) -> set[str]:
    """ARNs of the queues of this account that subscriptions name, and that no template makes."""
    resources = [each for template in templates for each in template["Resources"].values()]
    made = {
        each.get("Properties", {}).get("QueueName")
        for each in resources
        if each["Type"] == "AWS::SQS::Queue"
    }
    endpoints = [
        each["Properties"]["Endpoint"]
        for each in resources
        if each["Type"] == "AWS::SNS::Subscription" and each["Properties"]["Protocol"] == "sqs"
    ]
    named = {each for each in endpoints if isinstance(each, str) and f":{ACCOUNT}:" in each}
    return {arn for arn in named if place_of(arn)[1] not in made}


def queues_of(sns: Client, topics: Iterable[str]) -> list[str]:
    """ARNs of the queues of this account that these topics page, in the order of the topics."""
    found: dict[str, None] = {}
    for topic in (arn for arn in topics if ":sns:" in arn):
        pages = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
        for subscription in (each for page in pages for each in page["Subscriptions"]):
            if subscription["Protocol"] == "sqs" and f":{ACCOUNT}:" in subscription["Endpoint"]:
                found[subscription["Endpoint"]] = None
    return list(found)


def is_read_by_function(endpoint: Endpoint, queue: str) -> bool:
    """Whether a function takes what comes to a queue, so that it stands for nobody's phone."""
    region, _ = place_of(queue)
    client = endpoint.client("lambda", region)
    return bool(client.list_event_source_mappings(EventSourceArn=queue)["EventSourceMappings"])


def place_of(arn: str) -> tuple[str, str]:
    """The Region and the name that the ARN of a queue has."""
    *_, region, _, name = arn.split(":")
    return region, name
