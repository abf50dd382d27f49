"""An alarm's history stands under its name: one with another name begins anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tocsin.diagnostics import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tocsin.assembly import Resource
    from tocsin.transition.resource_change import ResourceChange

_ALARMS = frozenset(
    {"AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::LogAlarm"}
)
_AROUND_THE_QUESTION = frozenset(
    {"ActionsEnabled", "AlarmActions", "AlarmDescription", "AlarmName", "InsufficientDataActions",
     "OKActions", "Tags"},
)  # fmt: skip
"""Properties that do not change what an alarm asks: when it fires."""


def lost_histories(changes: Sequence[ResourceChange]) -> Iterator[Problem]:
    """Find alarms that get another name, also where another resource takes their place.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html
    """
    waiting: dict[str, list[Resource]] = {}
    for change in changes:
        left = change.left
        if left is not None and left.type in _ALARMS and change.after is None:
            waiting.setdefault(_question(left), []).append(left)
    for change in changes:
        made = change.made
        if made is None or made.type not in _ALARMS:
            continue
        old = change.before or _first(waiting.get(_question(made)))
        if old is not None and old.name != made.name:
            yield _lost(old, made)


def _question(alarm: Resource) -> str:
    """Give what an alarm asks as a text that is alike for two alarms that ask the same."""
    asked = {
        name: value for name, value in alarm.properties.items() if name not in _AROUND_THE_QUESTION
    }
    return json.dumps([alarm.type, asked], sort_keys=True, default=str)


def _first(alarms: list[Resource] | None) -> Resource | None:
    return alarms.pop(0) if alarms else None


def _lost(old: Resource, new: Resource) -> Problem:
    return Problem(
        kind="transition/history-lost",
        where=new.locate(),
        what=f"the alarm {old.name} becomes {new.name}, which has no history and begins in "
        "INSUFFICIENT_DATA",
        fix="keep the alarm's name, and change its title or description instead",
        why="CloudWatch keeps an alarm's history under its name",
        severity="warning",
    )
