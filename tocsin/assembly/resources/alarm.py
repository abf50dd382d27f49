"""Metric, log and composite alarms, and the rules that mute them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly.resources.typed_resource import TypedResource, as_object
from tocsin.assembly.values import as_number, as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resources.typed_resource import Link

_NUMBERS = frozenset(
    {
        "ActionLogLineCount", "ActionsSuppressorExtensionPeriod", "ActionsSuppressorWaitPeriod",
        "DatapointsToAlarm", "EvaluationInterval", "EvaluationPeriods", "PendingPeriod", "Period",
        "QueryResultsToAlarm", "QueryResultsToEvaluate", "RecoveryPeriod", "Threshold",
        "WarmUpPeriodDurationInMinutes",
    },
)  # fmt: skip
_BOOLEANS = {"true": True, "false": False}
_BOOLEAN_PROPERTIES = frozenset(
    {"ActionsEnabled", "Enabled", "OnlyStartEvaluatingAfterWarmUpPeriodEnds", "ReturnData"}
)


class Alarm(TypedResource):
    """A metric alarm or a log alarm.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
    """

    @property
    def arn(self) -> str:
        """Its ARN; account and Region may be left open."""
        return self.resource.attribute("Arn")

    @cached_property
    def properties(self) -> Mapping[str, object]:
        """Its resolved properties, numbers and booleans as such even if written as text."""
        return _with_types(self.resource.properties)

    @property
    def description(self) -> str:
        """What a person reads when it fires."""
        return self.text("AlarmDescription")

    @property
    def actions_enabled(self) -> bool:
        """Whether it acts at all; it does unless told otherwise."""
        return self.properties.get("ActionsEnabled") is not False

    @cached_property
    def alarm_actions(self) -> tuple[Link, ...]:
        """What it does when it goes to ALARM."""
        return self.links("AlarmActions")

    @cached_property
    def ok_actions(self) -> tuple[Link, ...]:
        """What it does when it goes to OK."""
        return self.links("OKActions")

    @cached_property
    def insufficient_data_actions(self) -> tuple[Link, ...]:
        """What it does when it goes to INSUFFICIENT_DATA."""
        return self.links("InsufficientDataActions")


class CompositeAlarm(Alarm):
    """A composite alarm.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-compositealarm.html
    """

    @property
    def rule(self) -> str:
        """Its alarm rule with names and ARNs filled in."""
        return self.text("AlarmRule")

    @property
    def actions_suppressor(self) -> Link | None:
        """The alarm that holds its actions back."""
        return self.link("ActionsSuppressor")


def _with_types(properties: Mapping[str, object]) -> dict[str, object]:
    """Give properties the types of their schema, as CloudFormation does on deployment.

    Numbers and booleans may be written as text, and texts of dimensions as numbers.
    """
    return {key: _typed(key, value) for key, value in properties.items()}


def _typed(key: str, value: object) -> object:
    if isinstance(value, dict):
        return _with_types(value)
    if isinstance(value, list):
        if key == "Dimensions":
            return [_dimension(item) for item in value]
        return [_with_types(item) if isinstance(item, dict) else item for item in value]
    if isinstance(value, str):
        if key in _NUMBERS:
            return as_number(value)
        if key in _BOOLEAN_PROPERTIES:
            return _BOOLEANS.get(value.lower(), value)
    return value


def _dimension(item: object) -> object:
    if not isinstance(item, dict):
        return item
    texts = {key: as_text(value) for key, value in item.items()}
    return {key: item[key] if text is None else text for key, text in texts.items()}


class MuteRule(TypedResource):
    """A schedule that holds the actions of some alarms back.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
    """

    @property
    def schedule(self) -> Mapping[str, object]:
        """`Expression`, `Duration` (ISO 8601) and perhaps `Timezone`."""
        return as_object(self.mapping("Rule").get("Schedule"))

    @property
    def alarm_names(self) -> tuple[str, ...]:
        """The names of the alarms it mutes."""
        names = self.mapping("MuteTargets").get("AlarmNames")
        return tuple(map(str, names)) if isinstance(names, list) else ()

    @property
    def targets(self) -> tuple[Link, ...]:
        """The alarms it mutes."""
        names = self.mapping("MuteTargets").get("AlarmNames")
        return self.links_to(names)
