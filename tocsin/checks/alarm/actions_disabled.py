"""An alarm whose actions are listed and switched off, among others whose actions run."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from tocsin.checks.alarm_actions import ACTION_LISTS, links_of
from tocsin.checks.alarm_readers import readers_of_alarms
from tocsin.checks.check import Check, Verdict
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID: Final = "alarm/actions-disabled"
_NAME: Final = "ActionsEnabled"
_FEW: Final = 4
"""How many times as many alarms act where one that does not is an exception, and no stage."""


def _find(subject: Subject) -> Iterator[Verdict]:
    listing = [
        alarm for alarm in subject.alarms if any(links_of(alarm, name) for name in ACTION_LISTS)
    ]
    acting = Counter(
        alarm.resource.stack for alarm in listing if alarm.template_alarm.actions_enabled
    )
    silent = Counter(alarm.resource.stack for alarm in listing)
    silent.subtract(acting)
    for alarm in listing:
        stack = alarm.resource.stack
        if alarm.template_alarm.actions_enabled or silent[stack] * _FEW > acting[stack]:
            continue
        is_read = subject.memo(readers_of_alarms).of(alarm.template_alarm) is not None
        if _is_literal(alarm) and not is_read:
            yield _problem(alarm)


def _is_literal(alarm: CheckedAlarm) -> bool:
    """Say whether the template switches them off whatever its parameters are."""
    return not isinstance(alarm.resource.declared.properties.get(_NAME), dict)


def _problem(alarm: CheckedAlarm) -> Problem:
    listed = [name for name in ACTION_LISTS if links_of(alarm, name)]
    return Problem(
        kind=_ID,
        where=alarm.locate(_NAME),
        what=f"the alarm {quoted(alarm.name)} lists {', '.join(listed)}, and none of them runs: "
        "actions are off, while those of most alarms of the template run",
        why="it looks as if people were told, and nobody is: often what is left of a silence that "
        "was meant for an hour",
        fix="remove ActionsEnabled: false; for a silence that ends by itself use a mute rule",
        severity="warning",
    )


CHECK: Final = Check(
    id=_ID,
    title="Actions that are listed run, unless a whole stage is silent.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html",
    ),
)
