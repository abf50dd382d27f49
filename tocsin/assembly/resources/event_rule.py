"""Rules of Amazon EventBridge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly.resources.typed_resource import Link, TypedResource

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_BUS = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTarget:
    """What gets the events that a rule matches.

    Attributes:
        id: Its name in the rule.
        link: What it is.
        properties: As CloudFormation has it, resolved: with what it gets of an event.
    """

    id: str
    link: Link
    properties: Mapping[str, object]


class EventRule(TypedResource):
    """A rule for events, or for times.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html
    """

    @property
    def called(self) -> str:
        """What people call it: the name that its template gives, or its logical id."""
        return self.text("Name") or self.logical_id

    @property
    def arn(self) -> str:
        """Its ARN, or the text that stands for it."""
        return self.resource.arn or self.resource.reference

    @property
    def bus(self) -> str:
        """The name of the bus whose events it reads, or the text that stands for it."""
        return self.text("EventBusName").rpartition("/")[2] or DEFAULT_BUS

    @property
    def bus_link(self) -> Link | None:
        """The bus whose events it reads; None for the default bus."""
        return self.link("EventBusName")

    @property
    def pattern(self) -> object:
        """Which events it matches: an object, or a text; None for a rule that runs at times."""
        return self.properties.get("EventPattern")

    @property
    def state(self) -> str:
        """`ENABLED`, `DISABLED` or `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`."""
        return self.text("State") or "ENABLED"

    @cached_property
    def targets(self) -> tuple[EventTarget, ...]:
        """What gets the events."""
        written = self.properties.get("Targets")
        listed = written if isinstance(written, list) else []
        return tuple(
            EventTarget(
                id=str(each.get("Id", "")), link=self.link_to(each.get("Arn", "")), properties=each
            )
            for each in listed
            if isinstance(each, dict)
        )
