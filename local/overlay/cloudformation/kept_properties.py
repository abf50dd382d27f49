"""Properties that the emulator's CloudFormation drops are kept, so that they can be read back.

They are kept, not enforced: an encrypted topic is not encrypted here, a locked vault not locked.
"""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from local.overlay.emulator import Response
from local.overlay.emulator import internals as emulator

Properties = Mapping[str, Any]
Provisioned = tuple[str, dict[str, str]]
Keep = Callable[[str, Properties], None]

_ONE_DAY = 86_400
_TOPIC_ATTRIBUTES = ("KmsMasterKeyId", "SignatureVersion", "TracingConfig", "DeliveryPolicy")
_FEEDBACK_PREFIXES = {
    "application": "Application",
    "firehose": "Firehose",
    "http/s": "HTTP",
    "lambda": "Lambda",
    "sqs": "SQS",
}
_FEEDBACK = ("SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate", "FailureFeedbackRoleArn")


def handlers() -> dict[str, dict[str, Any]]:
    """The emulator's own handlers of these types, each followed by keeping what they drop."""
    keepers: dict[str, Keep] = {
        "AWS::Backup::BackupVault": keep_vault_protection,
        "AWS::SNS::Topic": keep_topic_attributes,
    }
    return {name: _followed_by(emulator.resource_handlers[name], keepers[name]) for name in keepers}


def keep_topic_attributes(arn: str, properties: Properties) -> None:
    """Keep a topic's attributes under the names of GetTopicAttributes."""
    attributes = emulator.topics[arn]["attributes"]
    for name in _TOPIC_ATTRIBUTES:
        _set_or_drop(attributes, name, properties.get(name))
    logging = {one["Protocol"]: one for one in properties.get("DeliveryStatusLogging") or ()}
    for protocol, prefix in _FEEDBACK_PREFIXES.items():
        for name in _FEEDBACK:
            _set_or_drop(attributes, prefix + name, logging.get(protocol, {}).get(name))


def keep_vault_protection(name: str, properties: Properties) -> None:
    """Keep a vault's access policy, notifications and lock."""
    vault = emulator.backup_vaults[name]
    for key in ("AccessPolicy", "Notifications"):
        _set_or_drop(vault, key, properties.get(key))
    lock = properties.get("LockConfiguration") or {}
    vault["Locked"] = bool(lock)
    for key in ("MinRetentionDays", "MaxRetentionDays"):
        _set_or_drop(vault, key, int(lock[key]) if key in lock else None)
    if "ChangeableForDays" in lock:
        vault.setdefault("LockDate", int(time.time()) + int(lock["ChangeableForDays"]) * _ONE_DAY)


def vault_access_policy(stock: Callable[[str], Response]) -> Callable[[str], Response]:
    """GetBackupVaultAccessPolicy that answers with the policy that was kept."""

    def get(name: str) -> Response:
        vault = emulator.backup_vaults.get(name, {})
        if "AccessPolicy" not in vault:
            return stock(name)
        policy = vault["AccessPolicy"]
        text = policy if isinstance(policy, str) else json.dumps(policy)
        answer: Response = emulator.backup_answer({**_identity(vault), "Policy": text})
        return answer

    return get


def vault_notifications(stock: Callable[[str], Response]) -> Callable[[str], Response]:
    """GetBackupVaultNotifications that answers with the notifications that were kept."""

    def get(name: str) -> Response:
        vault = emulator.backup_vaults.get(name, {})
        if "Notifications" not in vault:
            return stock(name)
        kept = vault["Notifications"]
        topic = {"SNSTopicArn": kept["SNSTopicArn"], "BackupVaultEvents": kept["BackupVaultEvents"]}
        answer: Response = emulator.backup_answer({**_identity(vault), **topic})
        return answer

    return get


def _identity(vault: Mapping[str, Any]) -> dict[str, Any]:
    return {key: vault[key] for key in ("BackupVaultName", "BackupVaultArn")}


def _followed_by(stock: Mapping[str, Any], keep: Keep) -> dict[str, Any]:
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


def _set_or_drop(target: dict[str, Any], key: str, value: object) -> None:
    if value is None:
        target.pop(key, None)
    else:
        target[key] = value
