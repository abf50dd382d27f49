"""Composite alarms, by PutCompositeAlarm and from templates: all of what they say is kept."""

from collections.abc import Mapping
from typing import Any

from local.overlay import emulator
from local.overlay.alarms.alarm_record import alarm_arn, alarm_record, tags_of
from local.overlay.alarms.metric_alarm import refuse_tags, refuse_taken_name
from local.overlay.api import RefusedError, input_shape, refuse, typed
from local.overlay.cloudformation import Handlers, Properties, Provisioned, overwriting_handlers
from tocsin.diagnostics import InvalidInputError
from tocsin.evaluation import CompositeAlarm, composite, read_composite_alarm


def put_composite_alarm(request: Mapping[str, Any]) -> dict[str, Any]:
    """Answer PutCompositeAlarm.

    Raises:
        RefusedError: CloudWatch would refuse the alarm.
    """
    alarm = _read(request)
    is_new = alarm.name not in emulator.composite_alarms
    refuse_tags(request, is_new=is_new, composite=True)
    _refuse_unknown_children(alarm)
    refuse_taken_name(alarm.name, emulator.metric_alarms)
    properties = {key: value for key, value in request.items() if key != "Tags"}
    known = emulator.composite_alarms.get(alarm.name)
    record = alarm_record(properties, known, "INSUFFICIENT_DATA")
    emulator.composite_alarms[alarm.name] = record
    if is_new:
        emulator.alarm_tags[record["AlarmArn"]] = tags_of(request)
    return {}


def handlers() -> dict[str, Handlers]:
    """The CloudFormation handlers by type.

    An update overwrites in place and keeps the state; another AlarmName is a replacement.
    """
    return {"AWS::CloudWatch::CompositeAlarm": overwriting_handlers(_create, _delete)}


def _create(logical_id: str, properties: Properties, stack: str) -> Provisioned:
    """Create or overwrite the composite alarm; `Ref` is its name."""
    name = properties.get("AlarmName") or emulator.generated_name(stack, logical_id, max_len=255)
    request = {**typed(properties, input_shape("PutCompositeAlarm")), "AlarmName": name}
    # A template's tags replace those that there were, and CloudFormation adds some of AWS's.
    tags = tags_of({"Tags": request.pop("Tags", ())})
    try:
        put_composite_alarm(request)
    except RefusedError as error:
        message = f"AWS::CloudWatch::CompositeAlarm {name}: {error.message}"
        raise ValueError(message) from error
    emulator.alarm_tags[alarm_arn(name)] = tags
    return name, {"Arn": alarm_arn(name)}


def _delete(physical_id: str, _properties: Properties) -> None:
    """Delete the composite alarm; one that is gone is none the less deleted."""
    alarm = emulator.composite_alarms.pop(physical_id, None)
    if alarm:
        emulator.alarm_tags.pop(alarm["AlarmArn"], None)


def _read(request: Mapping[str, Any]) -> CompositeAlarm:
    try:
        return read_composite_alarm(request)
    except InvalidInputError as error:
        refuse(error.problems)
        raise


def _refuse_unknown_children(alarm: CompositeAlarm) -> None:
    missing = [
        reference if reference.startswith("arn:") else alarm_arn(reference)
        for reference in alarm.rule.references
        if not _exists(reference)
    ]
    if missing:
        # The words of AWS.
        message = (
            f"Could not save the composite alarm as alarms [{', '.join(missing)}] "
            "in the alarm rule do not exist"
        )
        raise RefusedError(message)


def _exists(reference: str) -> bool:
    name = composite.alarm_name(reference)
    if reference.startswith("arn:") and reference != alarm_arn(name):
        return False
    return name in emulator.metric_alarms or name in emulator.composite_alarms
