"""SNS topics and subscriptions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly.resources.typed_resource import Link, TypedResource, as_object
from tocsin.diagnostics import dotted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly.resolution import Unresolved
    from tocsin.assembly.resource import Resource, ResourceIndex
    from tocsin.diagnostics import KeyPath

_OF_PEOPLE = frozenset({"email", "email-json", "sms"})


class Topic(TypedResource):
    """An SNS topic.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html
    """

    @property
    def arn(self) -> str:
        """Its ARN, or the text that stands for it."""
        return self.resource.reference

    @property
    def display_name(self) -> str:
        """The sender people see."""
        return self.text("DisplayName")

    @property
    def is_fifo(self) -> bool:
        """Whether it keeps order; such a topic delivers to queues alone."""
        return self.text("FifoTopic").lower() == "true"

    @property
    def kms_key(self) -> Link | None:
        """The key it is encrypted with: an id, an ARN or an alias; None if it is not."""
        return self.link("KmsMasterKeyId")


class TopicPolicy(TypedResource):
    """Who may do what with some topics."""

    @property
    def topics(self) -> tuple[Link, ...]:
        """The topics it is for."""
        return self.links("Topics") or self.links("TopicArn")

    @property
    def document(self) -> Mapping[str, object]:
        """The policy itself."""
        return self.mapping("PolicyDocument")


_TOPIC = "AWS::SNS::Topic"
_IN_TOPIC = "Subscription"


@dataclass(frozen=True, kw_only=True, eq=False)
class Subscription(TypedResource):
    """What gets the messages of a topic.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html

    Attributes:
        resource: The subscription, or the topic it is written in.
        position: Its place (from 0) among the subscriptions of that topic; None for one of its own.
    """

    position: int | None = None

    @property
    def path(self) -> str:
        """Where it is below the properties of its resource: empty, or `Subscription[0]`."""
        return dotted(self.key_path)

    @property
    def key_path(self) -> KeyPath:
        """The keys that lead from the properties of its resource to it; none for one of its own."""
        return () if self.position is None else (_IN_TOPIC, self.position)

    @cached_property
    def properties(self) -> Mapping[str, object]:
        """Its resolved properties in CloudFormation's shape; do not change them."""
        if self.position is None:
            return self.resource.properties
        return as_object(_written_in(self.resource)[self.position])

    @property
    def unresolved(self) -> tuple[Unresolved, ...]:
        """What of it is not known before deployment; paths are below the resource's properties."""
        around = self.key_path
        notes = self.resource.unresolved
        return tuple(note for note in notes if note.key_path[: len(around)] == around)

    @cached_property
    def topic(self) -> Link:
        """The topic."""
        if self.position is None:
            return self.link_to(self.properties.get("TopicArn", ""))
        return Link(arn=self.resource.reference, resource=self.resource)

    @property
    def protocol(self) -> str:
        """`email`, `sms`, `https`, `lambda`, `sqs` and so on."""
        return self.text("Protocol")

    @cached_property
    def endpoint(self) -> Link:
        """Address, number, URL or ARN; with the queue or function if it is at hand."""
        is_address = self.protocol in _OF_PEOPLE
        return self.link_to(self.properties.get("Endpoint", ""), is_address=is_address)

    @property
    def is_raw(self) -> bool:
        """Whether messages come alone, without what says which topic they are of."""
        return self.text("RawMessageDelivery").lower() == "true"

    @property
    def filter_policy(self) -> Mapping[str, object]:
        """Which messages it gets; empty for all."""
        return self.mapping("FilterPolicy")

    @cached_property
    def dead_letter_queue(self) -> Link | None:
        """Where messages go that cannot be delivered."""
        target = self.mapping("RedrivePolicy").get("deadLetterTargetArn")
        return None if target is None else self.link_to(target)


def subscriptions_of(resource: Resource, index: ResourceIndex) -> Iterator[Subscription]:
    """Give the subscription that a resource is, or those that a topic has written in it."""
    if resource.type != _TOPIC:
        yield Subscription(resource=resource, index=index)
        return
    for position, properties in enumerate(_written_in(resource)):
        if isinstance(properties, dict):
            yield Subscription(resource=resource, index=index, position=position)


def _written_in(topic: Resource) -> list[object]:
    written = topic.properties.get(_IN_TOPIC)
    return written if isinstance(written, list) else []
