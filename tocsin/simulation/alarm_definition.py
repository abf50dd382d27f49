"""An alarm of a template → what is evaluated, or why AWS refuses it.

AWS sees an alarm with its actions, in its account and its Region, and so does the validation here.
What is wrong with a value that only a deployment knows is not known yet: it keeps an alarm from
being evaluated, and is not called refused.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.alarms import Examiner, MetricAlarm, read_alarm, remarks, validate_log_alarm
from tocsin.assembly import Alarm, Assembly, Link, Reference, Unresolved
from tocsin.assembly import MuteRule as TemplateMuteRule
from tocsin.diagnostics import InvalidInputError, KeyPath, Problem
from tocsin.evaluation import (
    CompositeAlarm,
    Metric,
    MuteRule,
    composite,
    read_composite_alarm,
    read_mute_rule,
)
from tocsin.simulation.not_evaluated import NotEvaluated

_OTHER_KIND = "AWS::CloudWatch::Alert"
_OPEN = re.compile(r"\$\{[^{}]*\}")
"""A value of which nothing is known before deployment."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What an alarm evaluates.

    Attributes:
        alarm: The alarm as AWS reads it.
        remarks: What of it is valid and without use; places are in its properties.
    """

    alarm: MetricAlarm | CompositeAlarm
    remarks: tuple[Problem, ...] = ()


ReadDefinition = Callable[[Alarm, str], Definition | NotEvaluated]
"""Reads an alarm that is called by a name."""


def metric_alarm_definition(
    alarm: Alarm, name: str, examiner: Examiner
) -> Definition | NotEvaluated:
    """Return what a metric alarm evaluates, or why it does not."""
    properties, place = properties_in_aws(alarm), alarm.stack.environment
    found, said = examiner.examine(properties, account=place.account, region=place.region)
    if not found.problems and found.alarm is not None:
        return Definition(found.alarm, said)
    if refused := _certain(found.problems, alarm):
        metrics = _metrics(found.alarm)
        return NotEvaluated.refused(name, alarm.resource, refused, metrics=metrics)
    try:
        read = read_alarm(properties)
        return Definition(read, tuple(remarks(properties, read)))
    except InvalidInputError as error:
        return NotEvaluated.because(name, alarm.resource, error.problems)


def composite_alarm_definition(alarm: Alarm, name: str) -> Definition | NotEvaluated:
    """Return what a composite alarm evaluates, or why it does not."""
    region = alarm.stack.environment.region
    try:
        read = read_composite_alarm(properties_in_aws(alarm), region=region)
        return Definition(read, tuple(composite.remarks(read)))
    except InvalidInputError as error:
        return _not_evaluated(alarm, name, error.problems)


def refused_log_alarm(alarm: Alarm, name: str) -> NotEvaluated:
    """Return why a log alarm is not evaluated."""
    found = validate_log_alarm(properties_in_aws(alarm), region=alarm.stack.environment.region)
    if refused := _certain(found, alarm):
        return NotEvaluated.refused(name, alarm.resource, refused)
    why = "a log alarm runs a query on log events, which are not simulated"
    return NotEvaluated(alarm=name, where=alarm.resource.where(), why=why)


def alarms_of_other_kinds(assembly: Assembly) -> tuple[NotEvaluated, ...]:
    """Return the alarms of kinds that are not known, which are never taken for another kind."""
    return tuple(
        NotEvaluated(
            alarm=resource.name,
            where=resource.where(),
            why=f"{resource.type} is a kind of alarm that cannot be evaluated",
        )
        for resource in assembly.resources(_OTHER_KIND)
    )


def mute_rule_definition(declared: TemplateMuteRule) -> MuteRule | NotEvaluated:
    """Return when a mute rule mutes, or why AWS refuses it."""
    try:
        return read_mute_rule({**declared.properties, "Name": declared.name})
    except InvalidInputError as error:
        return _not_evaluated(declared, declared.name, error.problems)


def properties_in_aws(alarm: Alarm) -> dict[str, Any]:
    """Return the properties that AWS gets: with a name, and with ARNs of what the alarm does."""
    links = {
        "AlarmActions": alarm.alarm_actions,
        "OKActions": alarm.ok_actions,
        "InsufficientDataActions": alarm.insufficient_data_actions,
    }
    actions = {key: _written(alarm, key, listed) for key, listed in links.items() if listed}
    name = {"AlarmName": alarm.name, "ActionsEnabled": alarm.actions_enabled}
    return {**alarm.properties, **name, **actions}


def _written(alarm: Alarm, key: str, listed: Sequence[Link]) -> list[str] | str:
    """Return actions as AWS gets them; a resource in place of a list stays one, and is refused."""
    if not isinstance(alarm.properties[key], list) and listed[0].resource is not None:
        return listed[0].arn
    return [each.arn for each in listed]


def _not_evaluated(
    declared: Alarm | TemplateMuteRule, name: str, problems: Iterable[Problem]
) -> NotEvaluated:
    found = tuple(problems)
    if refused := _certain(found, declared):
        return NotEvaluated.refused(name, declared.resource, refused)
    return NotEvaluated.because(name, declared.resource, found)


def _certain(
    problems: Iterable[Problem], declared: Alarm | TemplateMuteRule
) -> tuple[Problem, ...]:
    """Return the problems that no value of what is unresolved could remove."""
    unknown = [note for note in declared.unresolved if note.kind != "dynamic reference"]
    return tuple(
        problem
        for problem in problems
        if not any(_rests_on(problem, note) for note in unknown)
        and not _is_open(problem.where.key_path, declared)
    )


def _is_open(path: KeyPath, declared: Alarm | TemplateMuteRule) -> bool:
    """Say whether a value is one that a resource gives, such as an attribute of a custom one."""
    value: object = declared.properties
    for key in path:
        if isinstance(value, Mapping):
            value = value.get(str(key))
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return False
    if isinstance(value, Reference) and value.shape is not None:
        return False  # The identity of a resource, which is a text.
    return isinstance(value, str) and _OPEN.fullmatch(value) is not None


def _rests_on(problem: Problem, note: Unresolved) -> bool:
    """Say whether a problem is within what is unresolved, or is about a list that holds it.

    How many elements a list has is known, unless a condition decides whether one is there.
    """
    path, unknown = problem.where.key_path, note.key_path
    if path[: len(unknown)] == unknown:
        return True
    is_element = unknown[:-1] == path and isinstance(unknown[-1], int)
    is_count = problem.kind.endswith("/too-many")
    return is_element and (note.kind == "condition" or not is_count)


def _metrics(alarm: MetricAlarm | None) -> tuple[Metric, ...]:
    queries = alarm.queries if alarm else ()
    return tuple(query.metric for query in queries if query.metric is not None)
