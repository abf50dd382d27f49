"""What CloudFormation does, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tocsin.assembly import Resource
    from tocsin.transition.deployed_stack import DeployedStack

Action = Literal["create", "import", "update", "replace", "delete", "retain", "snapshot"]
"""What is done.

`import` takes over a resource that exists and belongs to no stack. `replace` makes another
resource; what becomes of the old one is a step of its own, later. `retain` leaves a resource in the
account without a stack; `snapshot` keeps a copy of what it deletes.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that is done to a stack or to a resource.

    Attributes:
        action: What is done.
        stack: The stack's name.
        region: Its Region, if known.
        logical_id: The resource in it; empty for the stack itself.
        type: The resource's type.
        name: Its physical name, or the text that stands for it.
        properties: The properties that change.
        unknown: Why it is not certain that this is done; empty if it is.
    """

    action: Action
    stack: str
    region: str | None
    logical_id: str = ""
    type: str = "AWS::CloudFormation::Stack"
    name: str = ""
    properties: tuple[str, ...] = ()
    unknown: str = ""

    def __str__(self) -> str:
        """Render as a line: `replace shop-prod-logging/Group (LogGroupName)`."""
        place = f"{self.stack}/{self.logical_id}" if self.logical_id else self.stack
        properties = f" ({', '.join(self.properties)})" if self.properties else ""
        return f"{self.action} {place}{properties}{f'; {self.unknown}' if self.unknown else ''}"


def stack_step(action: Action, stack: DeployedStack) -> Step:
    """Make the step of a whole stack."""
    return Step(action=action, stack=stack.name, region=stack.stack.region, name=stack.name)


def resource_step(
    action: Action, resource: Resource, *, properties: tuple[str, ...] = (), unknown: str = ""
) -> Step:
    """Make the step of a resource."""
    return Step(
        action=action,
        stack=resource.stack.name,
        region=resource.stack.region,
        logical_id=resource.logical_id,
        type=resource.type,
        name=resource.name,
        properties=properties,
        unknown=unknown,
    )
