"""Remarks on actions that never run, or run without what they answer."""

from typing import Final

from tocsin.alarms.metric_alarm import MetricAlarm
from tocsin.alarms.property_reader import PropertyReader

_LISTS: Final = ("AlarmActions", "OKActions", "InsufficientDataActions")


def remark_on_actions(reader: PropertyReader, alarm: MetricAlarm) -> None:
    """Say which actions have no use."""
    listed = [name for name in _LISTS if reader.items(name)]
    if listed and not alarm.actions_enabled:
        what = f"no action runs: {', '.join(listed)} are listed, and actions are off"
        fix = "remove ActionsEnabled, or the actions"
        reader.report("ActionsEnabled", "actions-disabled", what, fix, severity="note")
    for name in listed:
        actions = reader.texts(name)
        if repeated := next((each for each in actions if actions.count(each) > 1), None):
            what = f"{repeated} stands more than once, and each counts as one of five"
            reader.report(name, "repeated-action", what, "keep one of them", severity="note")
