"""Whether a resource on the way is deployed at all."""

from collections.abc import Iterator

from tocsin.assembly import Resource
from tocsin.delivery.obstacle import Hop, Obstacle

_SOURCE = (
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
    "conditions-section-structure.html"
)


def comes_with(resource: Resource, before: Resource | None) -> bool:
    """Say whether a resource is deployed wherever another one is, as far as conditions tell."""
    if resource.condition_holds is not None:
        return True
    if before is None or before.stack is not resource.stack:
        return False
    return before.condition == resource.condition


def presence_obstacles(resource: Resource, hop: Hop, before: Resource | None) -> Iterator[Obstacle]:
    """Yield that nobody knows whether a resource is deployed.

    Args:
        resource: The resource.
        hop: The hop that it stands for.
        before: The resource of the hop before it, if it is in the assembly; with the same condition
            both are there or none.
    """
    if comes_with(resource, before):
        return
    yield Obstacle(
        hop=hop,
        is_closed=False,
        why=f"whether it is deployed hangs on the condition {resource.condition}; give the "
        "parameters that it depends on",
        source=_SOURCE,
        resource=resource,
    )
