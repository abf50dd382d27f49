"""Metric alarms: refused where CloudWatch refuses them, and otherwise kept as they were given."""

import json
from collections.abc import Mapping
from typing import Any

from local.overlay import emulator
from local.overlay.alarms.alarm_record import alarm_record, tags_of
from local.overlay.api import RefusedError, input_shape, refuse, typed
from local.overlay.cloudformation import Properties
from local.overlay.emulator import AlarmRecord
from tocsin.evaluation import validate

_OPERATION = "PutMetricAlarm"
_INITIAL = ("INSUFFICIENT_DATA", "INSUFFICIENT_DATA", "Unchecked: Initial alarm creation")


def put_metric_alarm(request: Mapping[str, Any]) -> dict[str, Any]:
    """Answer PutMetricAlarm.

    Raises:
        RefusedError: CloudWatch would refuse the alarm; the text is that of `tocsin test`.
    """
    name = request.get("AlarmName")
    if not name:
        message = "AlarmName: it is missing; add 1 to 255 characters"
        raise RefusedError(message, "MissingParameter")
    is_new = name not in emulator.metric_alarms
    _check(request)
    refuse_tags(request, is_new=is_new, composite=False)
    record = _record(request)
    emulator.metric_alarms[name] = record
    if is_new:
        emulator.alarm_tags[record["AlarmArn"]] = tags_of(request)
        emulator.record_history(name, *_INITIAL)
    return {}


def record_from_template(name: str, properties: Properties) -> AlarmRecord:
    """The record of an alarm of a template; CloudFormation fails where PutMetricAlarm would.

    Raises:
        ValueError: CloudWatch would refuse the alarm.
    """
    request = {**typed(properties, input_shape(_OPERATION)), "AlarmName": name}
    try:
        _check(request)
    except RefusedError as error:
        message = f"AWS::CloudWatch::Alarm: {error.message}"
        raise ValueError(message) from error
    return _record(request)


def refuse_taken_name(name: str, others: Mapping[str, Any]) -> None:
    """Refuse the name of an alarm of the other kind: one name is one alarm.

    Raises:
        RefusedError: The name is taken.
    """
    if name in others:
        message = f"an alarm of another kind is named {name!r}; delete it before, or choose another"
        raise RefusedError(message)


def refuse_tags(request: Mapping[str, Any], *, is_new: bool, composite: bool) -> None:
    """Refuse tags that CloudWatch refuses, in the words of the emulator, which are AWS's.

    Raises:
        RefusedError: There are such tags.
    """
    protocol = (False, True)
    refusal = emulator.refusal_of_tags(request.get("Tags"), None, is_new, *protocol, composite)
    if refusal:
        error = json.loads(refusal[2])
        raise RefusedError(error["message"], error["__type"])


def _check(request: Mapping[str, Any]) -> None:
    refuse(validate(request, account=emulator.account_id(), region=emulator.region()))
    refuse_taken_name(request["AlarmName"], emulator.composite_alarms)


def _record(request: Mapping[str, Any]) -> AlarmRecord:
    properties = {key: value for key, value in request.items() if key != "Tags"}
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-promql.html
    first_state = "OK" if "EvaluationCriteria" in properties else "INSUFFICIENT_DATA"
    known = emulator.metric_alarms.get(request["AlarmName"])
    return alarm_record(properties, known, first_state)
