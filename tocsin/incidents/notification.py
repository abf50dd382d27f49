"""Reads what Amazon SNS delivers: notifications of alarms, and messages about events.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, cast

from tocsin.incidents.notice import AlarmState, Notice
from tocsin.on_call import Severity

_SERVICE: Final = re.compile(r"\bService: ([^·\n]+?)\s*(?:·|\n|$)")
_RUNBOOK: Final = re.compile(r"\bRunbook: (\S+)")
_LINK: Final = re.compile(r"https?://[^\s>)\]\"']+")
_SERVICE_TAG: Final = "tocsin:service"
_RUNBOOK_TAG: Final = "tocsin:runbook"
_STATES: Final = ("ALARM", "OK", "INSUFFICIENT_DATA")
_LONGEST_SUMMARY: Final = 200


def read_notification(message: str, severity: Severity, at: datetime) -> Notice:
    """Return what a notification says. Whatever it is, there is something to say of it.

    Args:
        message: The `Message` of what Amazon SNS delivers.
        severity: That of the topic that it came from.
        at: When it came; counts where the message itself says no time.
    """
    try:
        body = json.loads(message)
    except (ValueError, RecursionError):
        body = None
    if isinstance(body, dict):
        if body.get("NewStateValue") in _STATES and isinstance(body.get("AlarmName"), str):
            return _of_alarm(body, severity, at)
        if isinstance(body.get("content"), dict):
            return _of_event(body, severity, at)
    return _unreadable(message, severity, at)


def read_alarm_event(event: Mapping[str, Any], severity: Severity, at: datetime) -> Notice:
    """Return what an event `CloudWatch Alarm State Change` says of an alarm.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html

    Args:
        event: The event, as Amazon EventBridge delivers it.
        severity: How urgent the alarm is.
        at: When it came; counts where the event itself says no time.
    """
    detail = _object(event.get("detail"))
    state = _object(detail.get("state"))
    resources = event.get("resources")
    arn = _text(resources[0]) if isinstance(resources, list) and resources else ""
    body = {
        "AlarmName": _text(detail.get("alarmName")),
        "AlarmDescription": _object(detail.get("configuration")).get("description"),
        "NewStateValue": state["value"] if state.get("value") in _STATES else "ALARM",
        "NewStateReason": state.get("reason"),
        "StateChangeTime": state.get("timestamp"),
        "AlarmArn": arn,
    }
    return _of_alarm(body, severity, at)


def is_held_back(event: Mapping[str, Any]) -> bool:
    """Say whether CloudWatch holds the actions of an alarm back: nobody is to be told.

    A mute rule does, and the suppressor of a composite alarm.
    """
    detail = _object(event.get("detail"))
    by = _object(detail.get("state")).get("actionsSuppressedBy")
    return bool(detail.get("muteDetail") or by or detail.get("actionsSuppressedBy"))


def _of_alarm(body: Mapping[str, Any], severity: Severity, at: datetime) -> Notice:
    name = _text(body["AlarmName"])
    description = _text(body.get("AlarmDescription"))
    reason = _text(body.get("NewStateReason"))
    tags = _tags(body.get("AlarmTags"))
    return Notice(
        subject=name,
        state=cast("AlarmState", body["NewStateValue"]),
        at=_time(body.get("StateChangeTime"), at),
        severity=severity,
        service=tags.get(_SERVICE_TAG) or _found(_SERVICE, description) or name,
        summary=_line(description) or _line(f"{name}: {reason}"),
        text=description or reason,
        runbook=_runbook(tags, description),
        arn=_text(body.get("AlarmArn")),
        children=_children(body.get("TriggeringChildren")),
    )


def _of_event(body: Mapping[str, Any], severity: Severity, at: datetime) -> Notice:
    """Read a message in the form that Amazon Q shows in chat, as rules of events send it."""
    content, metadata = body["content"], _object(body.get("metadata"))
    title = _text(content.get("title")) or _text(metadata.get("summary"))
    steps = content.get("nextSteps")
    listed = [_text(each) for each in steps] if isinstance(steps, list) else []
    text = "\n".join(filter(None, (_text(content.get("description")), *listed)))
    facts = _object(metadata.get("additionalContext"))
    subject = _text(metadata.get("threadId")) or title or "event"
    return Notice(
        subject=subject,
        state="ALARM",
        at=at,
        severity=severity,
        service=_text(facts.get("service")) or subject,
        summary=_line(title or text or subject),
        text=text or title,
        runbook=_found(_RUNBOOK, text) or _first_link(text),
    )


def _unreadable(message: str, severity: Severity, at: datetime) -> Notice:
    return Notice(
        subject="unreadable notification",
        state="ALARM",
        at=at,
        severity=severity,
        service="unreadable notification",
        summary="A notification came that could not be read.",
        text=_text(message),
        is_readable=False,
    )


def _tags(value: object) -> dict[str, str]:
    if isinstance(value, list):
        pairs = [(each.get("Key"), each.get("Value")) for each in value if isinstance(each, dict)]
    else:
        pairs = list(_object(value).items())
    return {key: _text(text) for key, text in pairs if isinstance(key, str)}


def _children(value: object) -> tuple[str, ...]:
    """Return the names of the alarms that made a composite alarm fire."""
    listed = value if isinstance(value, list) else []
    arns = (_text(each.get("Arn")) for each in listed if isinstance(each, dict))
    return tuple(arn.partition(":alarm:")[2] for arn in arns if ":alarm:" in arn)


def _runbook(tags: Mapping[str, str], description: str) -> str:
    return tags.get(_RUNBOOK_TAG) or _found(_RUNBOOK, description) or _first_link(description)


def _first_link(text: str) -> str:
    found = _LINK.search(text)
    return found[0].rstrip(".,;") if found else ""


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].strip() if found else ""


def _line(text: str) -> str:
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= _LONGEST_SUMMARY else f"{first[: _LONGEST_SUMMARY - 1]}…"


def _text(value: object) -> str:
    """Return a text without what can neither be seen nor sent, such as half a character."""
    text = value if isinstance(value, str) else ""
    return "".join(each if each.isprintable() or each == "\n" else " " for each in text)


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _time(value: object, otherwise: datetime) -> datetime:
    """Read `2026-03-14T09:25:40.989+0000`."""
    try:
        found = datetime.fromisoformat(_text(value))
    except ValueError:
        return otherwise
    return found if found.tzinfo else otherwise
