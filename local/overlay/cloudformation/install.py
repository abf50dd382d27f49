"""Gives the emulator's CloudFormation the types that it lacks or reads only in part."""

from local.overlay import emulator
from local.overlay.cloudformation import (
    backup_selection,
    kept_properties,
    stub_resource,
    undone_parts,
)


def install() -> None:
    """Add the handlers, and let the API of AWS Backup answer with what they keep."""
    for part in (backup_selection, kept_properties, stub_resource, undone_parts):
        emulator.resource_handlers.update(part.handlers())
    emulator.get_vault_access_policy.wrap(kept_properties.vault_access_policy)
    emulator.get_vault_notifications.wrap(kept_properties.vault_notifications)
