"""SNS subscriptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.assembly.resources.link import ResolvedAction, link
from tocsin.assembly.resources.view import as_object
from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly.resource import Resource
    from tocsin.assembly.resource_index import ResourceIndex
    from tocsin.assembly.stack import Stack
    from tocsin.assembly.unresolved import Unresolved

_TOPIC = "AWS::SNS::Topic"


@dataclass(frozen=True, kw_only=True, eq=False)
class Subscription:
    """What gets the messages of a topic.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html

    Attributes:
        resource: The subscription, or the topic it is written in.
        topic: The topic.
        protocol: `email`, `sms`, `https`, `lambda`, `sqs` and so on.
        endpoint: Address, number, URL or ARN; with the queue or function if it is at hand.
        dead_letter_queue: Where messages go that cannot be delivered.
        properties: Its resolved properties.
        path: Where it is below the properties of `resource`: empty, or `Subscription[0]`.
    """

    resource: Resource
    topic: ResolvedAction
    protocol: str
    endpoint: ResolvedAction
    dead_letter_queue: ResolvedAction | None
    properties: Mapping[str, object]
    path: str

    @property
    def stack(self) -> Stack:
        """The stack it is in."""
        return self.resource.stack

    @property
    def logical_id(self) -> str:
        """Key in the template of the subscription, or of the topic it is written in."""
        return self.resource.logical_id

    @property
    def filter_policy(self) -> Mapping[str, object]:
        """Which messages it gets; empty for all."""
        return as_object(self.properties.get("FilterPolicy"))

    @property
    def unresolved(self) -> tuple[Unresolved, ...]:
        """What of it is not known before deployment; paths are below the resource's properties."""
        notes = self.resource.unresolved
        return tuple(note for note in notes if note.path.startswith(self.path))


def subscriptions_of(resource: Resource, index: ResourceIndex) -> Iterator[Subscription]:
    """Give the subscription that a resource is, or those that a topic has written in it."""
    if resource.type != _TOPIC:
        topic = link(resource.properties.get("TopicArn", ""), resource.stack, index)
        yield _subscription(resource, topic, resource.properties, "", index)
        return
    written = resource.properties.get("Subscription")
    topic = ResolvedAction(arn=resource.reference, resource=resource)
    for position, properties in enumerate(written if isinstance(written, list) else []):
        if isinstance(properties, dict):
            path = f"Subscription[{position}]"
            yield _subscription(resource, topic, properties, path, index)


def _subscription(
    resource: Resource,
    topic: ResolvedAction,
    properties: Mapping[str, object],
    path: str,
    index: ResourceIndex,
) -> Subscription:
    target = as_object(properties.get("RedrivePolicy")).get("deadLetterTargetArn")
    return Subscription(
        resource=resource,
        topic=topic,
        protocol=as_text(properties.get("Protocol")) or "",
        endpoint=link(properties.get("Endpoint", ""), resource.stack, index),
        dead_letter_queue=None if target is None else link(target, resource.stack, index),
        properties=properties,
        path=path,
    )
