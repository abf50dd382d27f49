"""Text that stands for a resource and remembers which one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DeclaredResource:
    """A resource of one stack as its template declares it. Each is equal to itself alone.

    Attributes:
        logical_id: Its key in the template.
        raw: What stands there.
    """

    logical_id: str
    raw: Mapping[str, object]

    @property
    def type(self) -> str:
        """Such as `AWS::SNS::Topic`."""
        return str(self.raw["Type"])

    @property
    def condition(self) -> str | None:
        """Name of the condition that decides whether it exists."""
        name = self.raw.get("Condition")
        return name if isinstance(name, str) else None

    @property
    def properties(self) -> Mapping[str, object]:
        """Its properties as written."""
        properties = self.raw.get("Properties")
        return properties if isinstance(properties, dict) else {}


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

    resource: DeclaredResource
    shape: str | None

    def __new__(cls, text: str, resource: DeclaredResource, shape: str | None = None) -> Self:
        """Make a reference that reads as `text`."""
        made = super().__new__(cls, text)
        made.resource = resource
        made.shape = shape
        return made
