"""The message that an alarm would publish, as far as its template and its transition decide it.

Each field has a known value, is there with a value that nobody knows beforehand (a text with
placeholders as `${CloudWatch::StateChangeTime}`), or may be anything (`ANYTHING`).
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
"""

import re
from typing import Any

from tocsin.assembly import Alarm, Environment
from tocsin.delivery import name_suffix
from tocsin.evaluation import AlarmPlace, State, StateChange, alarm_message
from tocsin.policies import ANYTHING
from tocsin.simulation.history import AlarmHistory
from tocsin.simulation.region_names import region_name

_REASON = "${CloudWatch::NewStateReason}"
_CHANGED_AT = "${CloudWatch::StateChangeTime}"
_CONFIGURED_AT = "${CloudWatch::AlarmConfigurationUpdatedTimestamp}"
_TREAT_MISSING_DATA = "${TreatMissingData}"
_TIME = "${CloudWatch::Time}"
_TIMES = re.compile(r"\d\d/\d\d/\d\d \d\d:\d\d:\d\d")
"""Times of datapoints in the reasons of metric alarms."""


def notification(history: AlarmHistory, at: float, state: State) -> dict[str, Any]:
    """Return the body of the message with which actions run, as far as it is known.

    Args:
        history: The alarm's history.
        at: When the actions run, in seconds since 1970; later than the change if something holds
            them back.
        state: The state that they run for.
    """
    alarm = history.alarm.template_alarm
    change = StateChange(at=at, old_state=history.state_before(at, state), state=state, reason="")
    properties = {
        **alarm.properties,
        "AlarmName": f"{alarm.name}{name_suffix(alarm.resource)}",
        "AlarmActions": [action.arn for action in alarm.alarm_actions],
        "OKActions": [action.arn for action in alarm.ok_actions],
        "InsufficientDataActions": [action.arn for action in alarm.insufficient_data_actions],
    }
    arn = f"{alarm.arn}{name_suffix(alarm.resource)}"
    place = _place(arn, alarm.stack.environment)
    message = alarm_message(properties, change, place, configured_at=history.start)
    return _as_known(message, alarm, history.reason_at(at))


def _as_known(message: dict[str, Any], alarm: Alarm, reason: str | None) -> dict[str, Any]:
    """Return the message without what only the moment of a real change decides."""
    known = {**message, "StateChangeTime": _CHANGED_AT, **_tags(alarm)}
    if "AlarmRule" in message:
        return {**known, **_OF_COMPOSITE}
    known["AlarmConfigurationUpdatedTimestamp"] = _CONFIGURED_AT
    known["NewStateReason"] = _TIMES.sub(_TIME, reason) if reason else _REASON
    if "TreatMissingData" not in alarm.properties:
        # Captured messages have "" or "missing" for alarms that do not set it.
        known["Trigger"] = {**message["Trigger"], "TreatMissingData": _TREAT_MISSING_DATA}
    return known


_OF_COMPOSITE = {
    # Captured messages of composite alarms have no such field, newer ones of metric alarms do.
    "AlarmConfigurationUpdatedTimestamp": ANYTHING,
    "NewStateReason": _REASON,
    "TriggeringChildren": ANYTHING,
}
"""What is not known of the message of a composite alarm."""


def _tags(alarm: Alarm) -> dict[str, Any]:
    """Return the fields for tags, where an alarm hands its tags on.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-tags-in-notifications.html
    """
    configuration = alarm.properties.get("ActionConfiguration")
    if not isinstance(configuration, dict):
        return {}
    propagation = configuration.get("AlarmTagsPropagation")
    if not isinstance(propagation, dict) or propagation.get("Enabled") is False:
        return {}
    return {"AlarmTags": ANYTHING, "AlarmTagsStatus": ANYTHING}


def _place(arn: str, environment: Environment) -> AlarmPlace:
    return AlarmPlace(
        arn=arn, account=environment.account_text, region=region_name(environment.region)
    )
