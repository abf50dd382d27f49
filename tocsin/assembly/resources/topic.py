"""SNS topics and their policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resources.typed_resource import TypedResource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resources.link import Link


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
