"""CloudFormation handlers that record a resource and do nothing else."""

import hashlib
from typing import Any

from local.overlay.cloudformation.stub_registry import LEDGER
from local.overlay.emulator import internals as emulator
from local.overlay.stub_types import RECORDED_TYPES, RecordedType

Handlers = dict[str, Any]
Provisioned = tuple[str, dict[str, str]]


def handlers() -> dict[str, Handlers]:
    """One set of create, update and delete functions a recorded type."""
    return {name: _handlers_of(name, recorded) for name, recorded in RECORDED_TYPES.items()}


def _handlers_of(resource_type: str, recorded: RecordedType) -> Handlers:
    def create(logical_id: str, properties: dict[str, Any], stack: str) -> Provisioned:
        physical_id, attributes = _identify(recorded, logical_id, properties, stack)
        LEDGER.record(
            stack=stack,
            logical_id=logical_id,
            resource_type=resource_type,
            physical_id=physical_id,
        )
        return physical_id, attributes

    def update(
        physical_id: str,
        _before: dict[str, Any],
        after: dict[str, Any],
        stack: str,
        logical_id: str,
    ) -> Provisioned:
        # Another name is a replacement: what went by the old one is gone.
        LEDGER.remove(resource_type, physical_id)
        return create(logical_id, after, stack)

    def delete(physical_id: str, _properties: dict[str, Any]) -> None:
        LEDGER.remove(resource_type, physical_id)

    return {"create": create, "update": update, "update_with_logical_id": True, "delete": delete}


def _identify(
    recorded: RecordedType, logical_id: str, properties: dict[str, Any], stack: str
) -> Provisioned:
    name = _declared_name(recorded, properties) or _generated_name(stack, logical_id)
    values = {"name": name, "arn": "", "account": emulator.account_id()}
    if recorded.arn:
        service, _, resource = recorded.arn.partition(":")
        location = f"{emulator.region()}:{emulator.account_id()}"
        values["arn"] = f"arn:aws:{service}:{location}:{resource.format(name=name)}"
    attributes = {key: text.format(**values) for key, text in recorded.attributes.items()}
    return values["arn" if recorded.ref_is_arn else "name"], attributes


def _declared_name(recorded: RecordedType, properties: dict[str, Any]) -> str | None:
    value: Any = properties
    for key in (recorded.name_property or "").split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) and value else None


def _generated_name(stack: str, logical_id: str) -> str:
    # Stable over updates, as the name that CloudFormation generates is.
    suffix = hashlib.sha256(f"{stack}/{logical_id}".encode()).hexdigest()[:12].upper()
    return f"{stack}-{logical_id}-{suffix}"
