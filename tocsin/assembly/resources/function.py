"""What may run a Lambda function, and which queues it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resources.typed_resource import TypedResource

if TYPE_CHECKING:
    from tocsin.assembly.resources.typed_resource import Link


class FunctionPermission(TypedResource):
    """A statement in the policy of a function, or of one version or alias of it.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html
    """

    @property
    def function(self) -> Link:
        """The function, by its name or its ARN, perhaps with the name of an alias behind it."""
        return self.link_to(self.properties.get("FunctionName", ""))


class EventSourceMapping(TypedResource):
    """A queue or a stream that a function reads.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html
    """

    @property
    def source(self) -> Link:
        """What is read."""
        return self.link_to(self.properties.get("EventSourceArn", ""))

    @property
    def function(self) -> Link:
        """The function that reads it."""
        return self.link_to(self.properties.get("FunctionName", ""))

    @property
    def is_enabled(self) -> bool:
        """Whether the function reads at all."""
        return self.text("Enabled").lower() != "false"
