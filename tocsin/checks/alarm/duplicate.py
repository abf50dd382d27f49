"""Two alarms that watch the same, fire for the same, and tell the same."""

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from tocsin.checks.alarm_actions import ACTION_LISTS, links_of
from tocsin.checks.check import Check, Verdict
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted
from tocsin.evaluation import CompositeAlarm, MetricAlarm

_ID: Final = "alarm/duplicate"
_ITS_OWN: Final = frozenset({"AlarmName", "AlarmDescription", "Tags", *ACTION_LISTS})
_DECIDING: Final = tuple(
    field.name
    for field in fields(MetricAlarm)
    if field.name not in {"name", "says_datapoints_to_alarm"}
    and not field.name.endswith("_actions")
)
"""What decides when a metric alarm fires, which is all but its name and its actions."""
_OPEN: Final = ("condition", "missing", "malformed", "cycle", "transform")


def _find(subject: Subject) -> Iterator[Verdict]:
    first: dict[object, CheckedAlarm] = {}
    for alarm in subject.alarms:
        if not _is_comparable(alarm):
            continue
        other = first.setdefault(_watched(alarm), alarm)
        if other is not alarm:
            yield _problem(alarm, other)


def _is_comparable(alarm: CheckedAlarm) -> bool:
    """Say whether it will exist, does something, and is known well enough."""
    return (
        alarm.resource.condition_holds is True
        and bool(links_of(alarm, "AlarmActions"))
        and not any(note.kind in _OPEN for note in alarm.resource.unresolved)
    )


def _watched(alarm: CheckedAlarm) -> object:
    """Return what is equal for alarms that do the same; texts that are open differ by stack."""
    actions = tuple(
        tuple(sorted(link.arn for link in links_of(alarm, name))) for name in ACTION_LISTS
    )
    condition = _condition(alarm)
    is_open = "${" in f"{condition}{actions}"
    stack = alarm.resource.stack
    place = stack if is_open or None in _place(alarm) else stack.environment
    return place, alarm.template_alarm.actions_enabled, condition, actions


def _condition(alarm: CheckedAlarm) -> object:
    """Return when it fires: as CloudWatch understands it, or else as it is written."""
    definition = None if alarm.deployed is None else alarm.deployed.definition
    if isinstance(definition, MetricAlarm):
        return tuple(getattr(definition, name) for name in _DECIDING)
    if isinstance(definition, CompositeAlarm):
        return str(definition.rule), definition.suppressor
    properties = alarm.template_alarm.properties.items()
    written = {key: value for key, value in properties if key not in _ITS_OWN}
    return json.dumps(written, sort_keys=True, default=str)


def _place(alarm: CheckedAlarm) -> tuple[str | None, str | None]:
    return alarm.resource.stack.account, alarm.resource.stack.region


def _problem(alarm: CheckedAlarm, other: CheckedAlarm) -> Problem:
    return Problem(
        kind=_ID,
        where=alarm.locate(),
        what=f"{quoted(alarm.name)} reads, compares and tells the same as "
        f"{quoted(other.name)} ({other.resource.logical_id})",
        why="each of the two is paid for, and whoever is called is called twice about one thing",
        fix="remove one of them; if they should differ, correct the dimension or the threshold",
        severity="warning",
    )


CHECK: Final = Check(
    id=_ID,
    title="No two alarms watch the same and tell the same.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_billing.html",
    ),
)
