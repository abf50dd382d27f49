"""A composite alarm as a template describes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.alarms import PropertyReader
from tocsin.diagnostics import quoted
from tocsin.evaluation.alarm import ALARM, INSUFFICIENT_DATA, OK, State
from tocsin.evaluation.composite.errors import RuleError
from tocsin.evaluation.composite.references import alarm_name
from tocsin.evaluation.composite.rule import Rule, parse_rule
from tocsin.evaluation.composite.suppression import Suppressor
from tocsin.parsing import in_text

MAXIMUM_ACTIONS = 5
MAXIMUM_NAME_LENGTH = 255
MAXIMUM_DESCRIPTION_LENGTH = 1024
_ACTION_PROPERTIES = ("AlarmActions", "OKActions", "InsufficientDataActions")
_REJECTED_ACTIONS = ("arn:aws:automate:", "arn:aws:autoscaling:", "arn:aws:swf:")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeAlarm:
    """A composite alarm.

    Attributes:
        name: Unique among the alarms of the account and Region.
        rule: When it is in ALARM.
        description: What people read.
        actions_enabled: Whether changes of state run actions.
        actions: The ARNs of the actions of each state.
        suppressor: The alarm that holds its actions back, if there is one.
    """

    name: str
    rule: Rule
    description: str = ""
    actions_enabled: bool = True
    actions: Mapping[State, tuple[str, ...]]
    suppressor: Suppressor | None = None


def read_composite_alarm(properties: Mapping[str, Any]) -> CompositeAlarm:
    """Read the properties of an AWS::CloudWatch::CompositeAlarm, references resolved.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-compositealarm.html

    Raises:
        InvalidInputError: CloudWatch would reject them; it carries every problem.
    """
    reader = PropertyReader.of(
        properties, room="composite", what="composite alarm", name_property="AlarmName"
    )
    rule = _rule(reader)
    suppressor = _suppressor(reader)
    _check_texts(reader)
    alarm_actions, ok_actions, insufficient_actions = (
        _actions(reader, name) for name in _ACTION_PROPERTIES
    )
    enabled = reader.boolean("ActionsEnabled", default=True)
    reader.collector.raise_if_any()
    assert rule is not None, "a rule that is missing is a problem"
    return CompositeAlarm(
        name=reader.text("AlarmName") or "",
        rule=rule,
        description=reader.text("AlarmDescription") or "",
        actions_enabled=enabled,
        actions={ALARM: alarm_actions, OK: ok_actions, INSUFFICIENT_DATA: insufficient_actions},
        suppressor=suppressor,
    )


def _rule(reader: PropertyReader) -> Rule | None:
    reader.require("AlarmRule", "a rule such as ALARM(a) OR ALARM(b)")
    text = reader.text("AlarmRule")
    if text is None:
        return None
    try:
        return parse_rule(text)
    except RuleError as error:
        for problem in error.problems:
            what = f"{quoted(text)}, {in_text(problem)}"
            reader.report("AlarmRule", problem.kind.removeprefix("composite/"), what, problem.fix)
        return None


def _suppressor(reader: PropertyReader) -> Suppressor | None:
    alarm = reader.text("ActionsSuppressor")
    periods = [
        _seconds(reader, name, required=alarm is not None)
        for name in ("ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod")
    ]
    if alarm is None:
        return None
    return Suppressor(
        alarm=alarm_name(alarm), wait_period=periods[0] or 0, extension_period=periods[1] or 0
    )


def _seconds(reader: PropertyReader, name: str, *, required: bool) -> int | None:
    if required:
        reader.require(name, "whole seconds, which go with ActionsSuppressor; AWS advises 60")
    elif reader.has(name):
        what = "it has no meaning without ActionsSuppressor"
        reader.report(name, "suppressor", what, "add ActionsSuppressor, or remove it")
    seconds = reader.integer(name)
    if seconds is not None and seconds < 0:
        what = f"{seconds} is less than 0 seconds"
        reader.report(name, "out-of-range", what, "use 0 or more; AWS advises 60")
    return seconds


def _actions(reader: PropertyReader, name: str) -> tuple[str, ...]:
    actions = reader.texts(name)
    if len(actions) > MAXIMUM_ACTIONS:
        what = f"there are {len(actions)} actions"
        fix = f"use at most {MAXIMUM_ACTIONS}; an SNS topic can have many subscribers"
        reader.report(name, "too-many", what, fix)
    for action in actions:
        if action.startswith(_REJECTED_ACTIONS):
            what = f"a composite alarm cannot run {quoted(action)}"
            fix = "put it on a metric alarm; here go SNS, Lambda, Systems Manager, investigations"
            reader.report(name, "action", what, fix)
    return actions


def _check_texts(reader: PropertyReader) -> None:
    reader.require("AlarmName", f"1 to {MAXIMUM_NAME_LENGTH} characters")
    for name, maximum in (
        ("AlarmName", MAXIMUM_NAME_LENGTH),
        ("AlarmDescription", MAXIMUM_DESCRIPTION_LENGTH),
    ):
        text = reader.text(name)
        if text is not None and len(text) > maximum:
            what = f"{quoted(text)} has {len(text)} characters"
            reader.report(name, "length", what, f"use at most {maximum} characters")
