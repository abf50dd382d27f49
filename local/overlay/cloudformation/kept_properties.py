"""Properties that the emulator's CloudFormation drops are kept, so that they can be read back.

They are kept, not enforced: an encrypted topic is not encrypted here, a locked vault not locked.
"""

import json
import time
from collections.abc import Callable
from typing import Any

from local.overlay import emulator
from local.overlay.cloudformation.handlers import Handlers, Keep, Properties, keeping_handlers

# One of AWS Backup's questions about a vault, of the vault's name.
GetOfVault = Callable[[str], Any]

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


def handlers() -> dict[str, Handlers]:
    """The emulator's own handlers of these types, each followed by keeping what they drop."""
    keepers: dict[str, Keep] = {
        "AWS::Backup::BackupVault": keep_vault_protection,
        "AWS::SNS::Topic": keep_topic_attributes,
    }
    stock = emulator.resource_handlers
    return {name: keeping_handlers(stock[name], keep) for name, keep in keepers.items()}


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


def vault_access_policy(stock: GetOfVault) -> GetOfVault:
    """GetBackupVaultAccessPolicy that answers with the policy that was kept."""

    def answer(policy: str | Properties) -> Properties:
        return {"Policy": policy if isinstance(policy, str) else json.dumps(policy)}

    return _answering(stock, "AccessPolicy", answer)


def vault_notifications(stock: GetOfVault) -> GetOfVault:
    """GetBackupVaultNotifications that answers with the notifications that were kept."""

    def answer(kept: Properties) -> Properties:
        return {key: kept[key] for key in ("SNSTopicArn", "BackupVaultEvents")}

    return _answering(stock, "Notifications", answer)


def _answering(stock: GetOfVault, key: str, answer: Callable[[Any], Properties]) -> GetOfVault:
    def get(name: str) -> object:
        vault = emulator.backup_vaults.get(name, {})
        if key not in vault:
            return stock(name)
        identity = {part: vault[part] for part in ("BackupVaultName", "BackupVaultArn")}
        return emulator.backup_answer({**identity, **answer(vault[key])})

    return get


def _set_or_drop(target: dict[str, Any], key: str, value: object) -> None:
    if value is None:
        target.pop(key, None)
    else:
        target[key] = value
