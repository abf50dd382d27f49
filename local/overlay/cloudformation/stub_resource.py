"""CloudFormation handlers of stub resources: they note a resource and do nothing else."""

import hashlib
from typing import Any

from local.overlay import emulator
from local.overlay.cloudformation.handlers import (
    Handlers,
    Properties,
    Provisioned,
    overwriting_handlers,
)
from local.overlay.cloudformation.stub_registry import STUB_REGISTRY
from local.overlay.stub_types import STUB_TYPES, StubType


def handlers() -> dict[str, Handlers]:
    """The handlers by type."""
    return {name: _handlers_of(name, stub_type) for name, stub_type in STUB_TYPES.items()}


def _handlers_of(resource_type: str, stub_type: StubType) -> Handlers:
    def create(logical_id: str, properties: Properties, stack: str) -> Provisioned:
        physical_id, attributes = _identify(stub_type, logical_id, properties, stack)
        STUB_REGISTRY.add(resource_type, physical_id, logical_id=logical_id, stack=stack)
        return physical_id, attributes

    def delete(physical_id: str, _properties: Properties) -> None:
        STUB_REGISTRY.remove(resource_type, physical_id)

    return overwriting_handlers(create, delete)


def _identify(
    stub_type: StubType, logical_id: str, properties: Properties, stack: str
) -> Provisioned:
    name = _declared_name(stub_type, properties) or _generated_name(stack, logical_id)
    values = {"name": name, "arn": "", "account": emulator.account_id()}
    if stub_type.arn:
        service, _, resource = stub_type.arn.partition(":")
        location = f"{emulator.region()}:{emulator.account_id()}"
        values["arn"] = f"arn:aws:{service}:{location}:{resource.format(name=name)}"
    attributes = {key: text.format(**values) for key, text in stub_type.attributes.items()}
    return values["arn" if stub_type.ref_is_arn else "name"], attributes


def _declared_name(stub_type: StubType, properties: Properties) -> str | None:
    value: Any = properties
    for key in (stub_type.name_property or "").split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) and value else None


def _generated_name(stack: str, logical_id: str) -> str:
    # Stable over updates, as the name that CloudFormation generates is.
    suffix = hashlib.sha256(f"{stack}/{logical_id}".encode()).hexdigest()[:12].upper()
    return f"{stack}-{logical_id}-{suffix}"
