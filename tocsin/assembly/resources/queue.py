"""SQS queues and their policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resources.typed_resource import TypedResource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resources.typed_resource import Link


class Queue(TypedResource):
    """An SQS queue.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html
    """

    @property
    def arn(self) -> str:
        """Its ARN, or the text that stands for it."""
        return self.resource.attribute("Arn")

    @property
    def url(self) -> str:
        """Its URL, or the text that stands for it."""
        return self.resource.reference

    @property
    def kms_key(self) -> Link | None:
        """The key it is encrypted with: an id, an ARN or an alias."""
        return self.link("KmsMasterKeyId")

    @property
    def dead_letter_queue(self) -> Link | None:
        """Where messages go that cannot be processed."""
        target = self.mapping("RedrivePolicy").get("deadLetterTargetArn")
        return None if target is None else self.link_to(target)


class QueuePolicy(TypedResource):
    """Who may do what with some queues."""

    @property
    def queues(self) -> tuple[Link, ...]:
        """The queues it is for."""
        return self.links("Queues") or self.links("Queue")

    @property
    def document(self) -> Mapping[str, object]:
        """The policy itself."""
        return self.mapping("PolicyDocument")
