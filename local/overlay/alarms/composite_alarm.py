"""Composite alarms: what the emulator's API drops is kept, and CloudFormation can make them."""

from http import HTTPStatus
from typing import Any

from local.overlay import emulator
from local.overlay.cloudformation import Handlers, Properties, Provisioned, overwriting_handlers

_SUPPRESSOR = "ActionsSuppressor"
_SUPPRESSION_PERIODS = ("ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod")
_ACTIONS = ("AlarmActions", "OKActions", "InsufficientDataActions")
# The emulator's flags for the protocol of a request: not CBOR, but JSON.
_JSON = (False, True)


def keep_after_put(_parameters: object, data: Properties, *_protocol: bool) -> None:
    """Keep the properties of action suppression, which PutCompositeAlarm drops."""
    alarm = emulator.composite_alarms.get(data.get("AlarmName", ""))
    if alarm:
        kept = (_SUPPRESSOR, *_SUPPRESSION_PERIODS)
        alarm.update({key: data[key] for key in kept if data.get(key) is not None})


def handlers() -> dict[str, Handlers]:
    """The CloudFormation handlers by type.

    An update overwrites in place and keeps the state; another AlarmName is a replacement.
    """
    return {"AWS::CloudWatch::CompositeAlarm": overwriting_handlers(_create, _delete)}


def _create(logical_id: str, properties: Properties, stack: str) -> Provisioned:
    """Create or overwrite the composite alarm; `Ref` is its name."""
    name = properties.get("AlarmName") or emulator.generated_name(stack, logical_id, max_len=255)
    status, _, body = emulator.put_composite_alarm({}, _request(name, properties), *_JSON)
    if status != HTTPStatus.OK:
        message = f"AWS::CloudWatch::CompositeAlarm {name}: {body.decode()}"
        raise ValueError(message)
    alarm = emulator.composite_alarms[name]
    emulator.alarm_tags[alarm["AlarmArn"]] = _tags(properties)
    return name, {"Arn": alarm["AlarmArn"]}


def _delete(physical_id: str, _properties: Properties) -> None:
    """Delete the composite alarm; one that is gone is none the less deleted."""
    alarm = emulator.composite_alarms.pop(physical_id, None)
    if alarm:
        emulator.alarm_tags.pop(alarm["AlarmArn"], None)


def _request(name: str, properties: Properties) -> dict[str, Any]:
    request = {**properties, "AlarmName": name}
    request.pop("Tags", None)
    request["ActionsEnabled"] = str(properties.get("ActionsEnabled", True)).lower() != "false"
    for key in _ACTIONS:
        request[key] = properties.get(key) or []
    for key in _SUPPRESSION_PERIODS:
        if properties.get(key) is not None:
            request[key] = int(properties[key])
    return request


def _tags(properties: Properties) -> dict[str, str]:
    return {tag["Key"]: tag.get("Value", "") for tag in properties.get("Tags") or []}
