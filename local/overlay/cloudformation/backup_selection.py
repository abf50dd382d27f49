"""CloudFormation handlers of `AWS::Backup::BackupSelection`, on the emulator's own API."""

import json
from http import HTTPStatus

from local.overlay import emulator
from local.overlay.cloudformation.handlers import (
    Handlers,
    Properties,
    Provisioned,
    overwriting_handlers,
)


def handlers() -> dict[str, Handlers]:
    """The handlers by type. Every property of a selection is replaced, never updated in place.

    See https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-backup-backupselection.html
    """
    # A selection that is created has an id of its own, so each update deletes the one before.
    return {"AWS::Backup::BackupSelection": overwriting_handlers(_create, _delete)}


def _create(_logical_id: str, properties: Properties, _stack: str) -> Provisioned:
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


def _delete(physical_id: str, _properties: Properties) -> None:
    """Delete the selection; its plan may be gone already."""
    selection_id, _, plan = physical_id.partition("_")
    emulator.delete_backup_selection(plan, selection_id)
