"""CloudFormation handlers of `AWS::Backup::BackupSelection`, on the emulator's own API."""

import json
from http import HTTPStatus
from typing import Any

from local.overlay.emulator import internals as emulator

Provisioned = tuple[str, dict[str, str]]


def handlers() -> dict[str, dict[str, Any]]:
    """The handlers by type. Every property of a selection is replaced, never updated in place.

    See https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-backup-backupselection.html
    """
    return {
        "AWS::Backup::BackupSelection": {
            "create": create,
            "update": replace,
            "update_with_logical_id": True,
            "delete": delete,
        }
    }


def create(_logical_id: str, properties: dict[str, Any], _stack: str) -> Provisioned:
    """Create the selection; `Ref` and `Id` are `{selection id}_{plan id}`."""
    plan = properties.get("BackupPlanId", "")
    selection = dict(properties.get("BackupSelection") or {})
    if not selection.get("IamRoleArn"):
        message = "AWS::Backup::BackupSelection: BackupSelection.IamRoleArn is required"
        raise ValueError(message)
    status, _, body = emulator.create_backup_selection(plan, {"BackupSelection": selection})
    answer = json.loads(body)
    if status != HTTPStatus.OK:
        message = f"AWS::Backup::BackupSelection: {answer.get('message', answer)}"
        raise ValueError(message)
    identifier = f"{answer['SelectionId']}_{plan}"
    return identifier, {
        "Id": identifier,
        "SelectionId": answer["SelectionId"],
        "BackupPlanId": plan,
    }


def replace(
    physical_id: str,
    before: dict[str, Any],
    after: dict[str, Any],
    stack: str,
    logical_id: str,
) -> Provisioned:
    """Create the new selection, then delete the one it replaces."""
    created = create(logical_id, after, stack)
    delete(physical_id, before)
    return created


def delete(physical_id: str, _properties: dict[str, Any]) -> None:
    """Delete the selection; its plan may be gone already."""
    selection_id, _, plan = physical_id.partition("_")
    emulator.delete_backup_selection(plan, selection_id)
