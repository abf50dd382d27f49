"""Text that stands for a resource and remembers which one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from tocsin.assembly.resource import Resource


class Reference(str):
    """What `Ref` or `Fn::GetAtt` of a resource gives.

    It is the physical identity where the template decides it, else `${LogicalId}` or
    `${LogicalId.Attribute}`. It compares and prints as that text.

    Attributes:
        resource: The resource it refers to.
        shape: The identity with only the generated name left open, if its form is known:
            `arn:aws:sns:eu-west-1:111122223333:${Topic.TopicName}`.
    """

    __slots__ = ("resource", "shape")

    resource: Resource
    shape: str | None

    def __new__(cls, text: str, resource: Resource, shape: str | None = None) -> Self:
        """Make a reference that reads as `text`."""
        made = super().__new__(cls, text)
        made.resource = resource
        made.shape = shape
        return made
