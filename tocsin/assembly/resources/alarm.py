"""Metric, log and composite alarms."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly.resources.alarm_types import with_types
from tocsin.assembly.resources.typed_resource import TypedResource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resources.link import Link


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
        return with_types(self.resource.properties)

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
