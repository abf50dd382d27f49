"""What the emulator takes of log groups and subscriptions and does not do, so that it is told.

It masks nothing of what a data protection policy looks for, and delivers nothing to Amazon Data
Firehose: it keeps such a subscription, and calls functions alone.
"""

from collections.abc import Callable
from typing import Any

from local.overlay import emulator
from local.overlay.cloudformation.handlers import Handlers, Properties, Provisioned
from local.overlay.cloudformation.stub_registry import STUB_REGISTRY

IsUndone = Callable[[Properties], bool]
"""Whether a resource asks for something that is not done."""


def _is_protected(properties: Properties) -> bool:
    return bool(properties.get("DataProtectionPolicy"))


def _goes_to_firehose(properties: Properties) -> bool:
    return ":firehose:" in str(properties.get("DestinationArn", ""))


_PARTS: dict[str, tuple[str, IsUndone]] = {
    "AWS::Logs::LogGroup": ("data protection policy", _is_protected),
    "AWS::Logs::SubscriptionFilter": ("to Amazon Data Firehose", _goes_to_firehose),
}


def handlers() -> dict[str, Handlers]:
    """The emulator's own handlers of these types, which also note what is not done."""
    stock = emulator.resource_handlers
    return {
        name: _noting(stock[name], f"{name} ({part})", is_undone)
        for name, (part, is_undone) in _PARTS.items()
    }


def _noting(stock: Handlers, undone: str, is_undone: IsUndone) -> Handlers:
    def note(physical_id: str, properties: Properties, stack: str, logical_id: str) -> None:
        STUB_REGISTRY.remove(undone, physical_id)
        if is_undone(properties):
            STUB_REGISTRY.add(undone, physical_id, logical_id=logical_id, stack=stack)

    def create(logical_id: str, properties: Properties, stack: str) -> Provisioned:
        created: Provisioned = stock["create"](logical_id, properties, stack)
        note(created[0], properties, stack, logical_id)
        return created

    def update(
        physical_id: str, before: Properties, after: Properties, stack: str, logical_id: str
    ) -> Provisioned:
        arguments: list[Any] = [physical_id, before, after, stack]
        if stock.get("update_with_logical_id"):
            arguments.append(logical_id)
        updated: Provisioned = stock["update"](*arguments)
        STUB_REGISTRY.remove(undone, physical_id)
        note(updated[0], after, stack, logical_id)
        return updated

    def delete(physical_id: str, properties: Properties) -> None:
        stock["delete"](physical_id, properties)
        STUB_REGISTRY.remove(undone, physical_id)

    return {
        **stock,
        "create": create,
        "update": update,
        "update_with_logical_id": True,
        "delete": delete,
    }
