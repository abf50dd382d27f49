"""What an alarm does, as its template lists it, or would with other values of parameters."""

from collections.abc import Iterator
from typing import Final

from tocsin.assembly import Link, Resource
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.subject import Subject

ACTION_LISTS: Final = ("AlarmActions", "OKActions", "InsufficientDataActions")
_NOTHING_WRITTEN: Final[tuple[object, ...]] = (None, "", [], {"Ref": "AWS::NoValue"})
_PEOPLE: Final = frozenset({"AWS::SNS::Topic", "AWS::SSMIncidents::ResponsePlan"})
_ARNS_OF_PEOPLE: Final = (":sns:", ":ssm-incidents:")
_PROGRAMS: Final = frozenset({"firehose", "sqs"})


def links_of(alarm: CheckedAlarm, name: str) -> tuple[Link, ...]:
    """Return what a list of actions points to."""
    declared = alarm.template_alarm
    if name == "AlarmActions":
        return declared.alarm_actions
    return declared.ok_actions if name == "OKActions" else declared.insufficient_data_actions


def acts(alarm: CheckedAlarm, *names: str) -> bool:
    """Say whether any of some lists of actions certainly holds one."""
    return any(links_of(alarm, name) and not _may_be_empty(alarm, name) for name in names)


def _may_be_empty(alarm: CheckedAlarm, name: str) -> bool:
    """Say whether a condition that is open may leave nothing of a list."""
    is_open = any(
        note.kind == "condition" and note.key_path[:1] == (name,)
        for note in alarm.resource.unresolved
    )
    return is_open and _may_vanish(alarm.resource.declared.properties.get(name))


def _may_vanish(value: object) -> bool:
    if isinstance(value, list):
        return all(map(_may_vanish, value))
    branches = value.get("Fn::If") if isinstance(value, dict) else None
    if not isinstance(branches, list):
        return not _is_written(value)
    return any(not _is_written(each) or _may_vanish(each) for each in branches[1:])


def why_not_listed(alarm: CheckedAlarm, *names: str) -> tuple[str, str] | None:
    """Say why lists that are empty need not be: a value that is open, a condition, a parameter.

    Returns:
        Why, and what decides it; None if the template itself leaves them empty.
    """
    for name in names:
        unknown = alarm.why_unknown(name)
        if unknown is not None:
            why, fix = unknown
            return f"{name} is not known: {why}", fix
        written = alarm.resource.declared.properties.get(name)
        if _is_written(written):
            return f"{name} is written, and empty with the values given", _advice(alarm, written)
    return None


def tells_people(alarm: CheckedAlarm, subject: Subject, name: str = "AlarmActions") -> bool:
    """Say whether a list of actions that run leads to a topic, or to somebody who is on call.

    A topic that only queues and streams are subscribed to is one for programs.
    """
    return alarm.template_alarm.actions_enabled and any(
        _is_for_people(link) and not _is_for_programs(alarm, link, subject)
        for link in links_of(alarm, name)
    )


def _is_for_people(link: Link) -> bool:
    if link.resource is not None and link.resource.type in _PEOPLE:
        return True
    return any(part in (link.shape or link.arn) for part in _ARNS_OF_PEOPLE)


def _is_for_programs(alarm: CheckedAlarm, link: Link, subject: Subject) -> bool:
    known = subject.memo(_topics_of_programs)
    if link.resource is None:
        return False
    if link.resource not in known:
        ways = subject.alarm_set.routes.ways.of(alarm.template_alarm, link)
        protocols = {way.recipient.protocol for way in ways}
        known[link.resource] = bool(protocols) and protocols <= _PROGRAMS
    return known[link.resource]


def _topics_of_programs(_subject: Subject) -> dict[Resource, bool]:
    """Return where to keep for each topic whether it is for programs."""
    return {}


def _is_written(value: object) -> bool:
    """Say whether there is more than nothing, whatever a deployment makes of it."""
    if isinstance(value, list):
        return any(map(_is_written, value))
    return value not in _NOTHING_WRITTEN


def _advice(alarm: CheckedAlarm, written: object) -> str:
    """Say which values would fill a list."""
    stack = alarm.resource.stack
    for condition in _conditions_in(written):
        if found := stack.what_makes_true(condition):
            return f"give {' or '.join(found)}"
    return "give the values that fill it as --parameter NAME=VALUE"


def _conditions_in(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            chosen = part.get("Fn::If")
            if isinstance(chosen, list) and chosen and isinstance(chosen[0], str):
                yield chosen[0]
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
