"""Composite alarms: what the emulator's API drops is kept, and CloudFormation can make them."""

from http import HTTPStatus
from typing import Any

from local.overlay.emulator import Response
from local.overlay.emulator import internals as emulator

Provisioned = tuple[str, dict[str, str]]

_SUPPRESSION = (
    "ActionsSuppressor",
    "ActionsSuppressorWaitPeriod",
    "ActionsSuppressorExtensionPeriod",
)
# The emulator's flags for the protocol of a request: not CBOR, but JSON.
_JSON = (False, True)
_ACTIONS = ("AlarmActions", "OKActions", "InsufficientDataActions")


def put_composite_alarm(
    parameters: dict[str, Any],
    data: dict[str, Any],
    *protocol: bool,
) -> Response:
    """PutCompositeAlarm that keeps the properties of action suppression."""
    response: Response = emulator.put_composite_alarm(parameters, data, *protocol)
    alarm = emulator.composite_alarms.get(data.get("AlarmName", ""))
    if response[0] == HTTPStatus.OK and alarm:
        alarm.update({key: data[key] for key in _SUPPRESSION if data.get(key) is not None})
    return response


def handlers() -> dict[str, dict[str, Any]]:
    """The CloudFormation handlers by type."""
    return {
        "AWS::CloudWatch::CompositeAlarm": {
            "create": create,
            "update": update,
            "update_with_logical_id": True,
            "delete": delete,
        }
    }


def create(logical_id: str, properties: dict[str, Any], stack: str) -> Provisioned:
    """Create or overwrite the composite alarm; `Ref` is its name."""
    name = properties.get("AlarmName") or emulator.generated_name(stack, logical_id, max_len=255)
    status, _, body = put_composite_alarm({}, _request(name, properties), *_JSON)
    if status != HTTPStatus.OK:
        message = f"AWS::CloudWatch::CompositeAlarm {name}: {body.decode()}"
        raise ValueError(message)
    alarm = emulator.composite_alarms[name]
    emulator.alarm_tags[alarm["AlarmArn"]] = _tags(properties)
    return name, {"Arn": alarm["AlarmArn"]}


def update(
    physical_id: str,
    before: dict[str, Any],
    after: dict[str, Any],
    stack: str,
    logical_id: str,
) -> Provisioned:
    """Overwrite in place, keeping the state; another AlarmName is a replacement."""
    created = create(logical_id, after, stack)
    if created[0] != physical_id:
        delete(physical_id, before)
    return created


def delete(physical_id: str, _properties: dict[str, Any]) -> None:
    """Delete the composite alarm; one that is gone is none the less deleted."""
    alarm = emulator.composite_alarms.pop(physical_id, None)
    if alarm:
        emulator.alarm_tags.pop(alarm["AlarmArn"], None)


def _request(name: str, properties: dict[str, Any]) -> dict[str, Any]:
    request = {**properties, "AlarmName": name}
    request.pop("Tags", None)
    request["ActionsEnabled"] = str(properties.get("ActionsEnabled", True)).lower() != "false"
    for key in _ACTIONS:
        request[key] = properties.get(key) or []
    for key in _SUPPRESSION[1:]:
        if properties.get(key) is not None:
            request[key] = int(properties[key])
    return request


def _tags(properties: dict[str, Any]) -> dict[str, str]:
    return {tag["Key"]: tag.get("Value", "") for tag in properties.get("Tags") or []}
