"""A composite alarm as a template describes it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tocsin.alarms import (
    OF_EVERY_ALARM,
    PropertyReader,
    Shape,
    check_action_configuration,
    check_action_lists,
    check_names,
    check_shape,
)
from tocsin.diagnostics import quoted
from tocsin.evaluation.alarm import ALARM, INSUFFICIENT_DATA, OK, State
from tocsin.evaluation.composite.errors import RuleError
from tocsin.evaluation.composite.references import alarm_name
from tocsin.evaluation.composite.rule import Rule, parse_rule
from tocsin.evaluation.composite.suppression import Suppressor
from tocsin.parsing import in_text

_SHAPE: Final[Shape] = {
    **OF_EVERY_ALARM,
    **dict.fromkeys(
        (
            "ActionsSuppressor",
            "ActionsSuppressorExtensionPeriod",
            "ActionsSuppressorWaitPeriod",
            "AlarmRule",
        )
    ),
}
_ALARM_ARN: Final = re.compile(r"arn:[\w-]+:cloudwatch:(?P<region>[a-z0-9-]*):")
_REJECTED_ACTION: Final = re.compile(r"arn:[\w-]+:(automate|autoscaling|swf):")


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


def read_composite_alarm(
    properties: Mapping[str, Any], *, region: str | None = None
) -> CompositeAlarm:
    """Read the properties of an AWS::CloudWatch::CompositeAlarm, references resolved.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-compositealarm.html

    Args:
        properties: The properties.
        region: The Region it is in, if that is known.

    Raises:
        InvalidInputError: CloudWatch would reject them; it carries every problem.
    """
    reader = PropertyReader.of(
        properties, room="composite", what="composite alarm", name_property="AlarmName"
    )
    check_shape(reader, _SHAPE, what="a composite alarm")
    check_action_configuration(reader)
    rule = _rule(reader)
    suppressor = _suppressor(reader)
    reader.require("AlarmName", "1 to 255 characters")
    check_names(reader)
    if rule is not None and region is not None:
        _check_regions(reader, rule, region)
    actions = dict(check_action_lists(reader, region))
    _check_kinds(reader, actions)
    enabled = reader.boolean("ActionsEnabled", default=True)
    reader.collector.raise_if_any()
    assert rule is not None, "a rule that is missing is a problem"
    return CompositeAlarm(
        name=reader.text("AlarmName") or "",
        rule=rule,
        description=reader.text("AlarmDescription") or "",
        actions_enabled=enabled,
        actions={
            ALARM: tuple(actions["AlarmActions"]),
            OK: tuple(actions["OKActions"]),
            INSUFFICIENT_DATA: tuple(actions["InsufficientDataActions"]),
        },
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


def _check_regions(reader: PropertyReader, rule: Rule, region: str) -> None:
    """Report alarms elsewhere: those of a rule are in the Region of the composite alarm."""
    for match in filter(None, map(_ALARM_ARN.match, rule.references)):
        if match["region"] not in {"", region}:
            what = f"{quoted(match.string)} is in {match['region']}, and the rule in {region}"
            fix = "name an alarm of the same Region, or put a composite alarm there"
            reader.report("AlarmRule", "alarm-region", what, fix)


def _check_kinds(reader: PropertyReader, actions: Mapping[str, Iterable[str]]) -> None:
    for name, listed in actions.items():
        for action in filter(_REJECTED_ACTION.match, listed):
            what = f"a composite alarm cannot run {quoted(action)}"
            fix = "put it on a metric alarm; here go SNS, Lambda, Systems Manager, investigations"
            reader.report(name, "action", what, fix)
