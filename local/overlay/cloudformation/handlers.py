"""The functions by which the emulator's CloudFormation makes, changes and deletes resources."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Properties: TypeAlias = Mapping[str, Any]
# The physical id, which is what `Ref` gives, and the attributes that `Fn::GetAtt` gives.
Provisioned: TypeAlias = tuple[str, dict[str, str]]
# The functions of one type by the emulator's names for them.
Handlers: TypeAlias = dict[str, Any]

# Of the logical id, the properties and the stack's name.
Create: TypeAlias = Callable[[str, Properties, str], Provisioned]
# Of the physical id and the properties.
Delete: TypeAlias = Callable[[str, Properties], None]
Keep: TypeAlias = Callable[[str, Properties], None]


def overwriting_handlers(create: Create, delete: Delete) -> Handlers:
    """The handlers of a type of which an update creates the resource again.

    Args:
        create: Creates a resource, or overwrites the one of the same physical id.
        delete: Deletes a resource; called after an update that gave it another physical id.
    """

    def update(
        physical_id: str, before: Properties, after: Properties, stack: str, logical_id: str
    ) -> Provisioned:
        created = create(logical_id, after, stack)
        if created[0] != physical_id:
            delete(physical_id, before)
        return created

    return {"create": create, "update": update, "update_with_logical_id": True, "delete": delete}


def keeping_handlers(stock: Handlers, keep: Keep) -> Handlers:
    """The emulator's own handlers of a type, each followed by keeping what they drop.

    Args:
        stock: The emulator's handlers.
        keep: Called with the physical id and the properties after each create and update.
    """

    def create(logical_id: str, properties: Properties, stack: str) -> Provisioned:
        created: Provisioned = stock["create"](logical_id, properties, stack)
        keep(created[0], properties)
        return created

    def update(
        physical_id: str, before: Properties, after: Properties, stack: str, logical_id: str
    ) -> Provisioned:
        arguments = [physical_id, before, after, stack]
        if stock.get("update_with_logical_id"):
            arguments.append(logical_id)
        updated: Provisioned = stock["update"](*arguments)
        keep(updated[0], after)
        return updated

    return {**stock, "create": create, "update": update, "update_with_logical_id": True}
