"""Clocks of templates that run what tells a digest, with the policy that they hand over as data.

https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Final

from tocsin.assembly import Assembly, Link, TypedResource
from tocsin.diagnostics import InvalidValueError
from tocsin.on_call import (
    Policy,
    PolicyDocumentError,
    digest_days,
    digest_readers,
    read_policy_document,
)
from tocsin.schedules import (
    EVENTBRIDGE_SCHEDULER,
    Rate,
    Timetable,
    read_any_schedule,
    read_time_zone,
)

_SCHEDULE = "AWS::Scheduler::Schedule"
_FORMATS = "tocsin/escalation/"
_FIRST: Final = date(2026, 1, 1)
_LOOKED_AT: Final = 2 * 365
"""Days that are looked at: clocks change four times in them."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ScheduledDigest:
    """What tells when a business day begins what was gathered of a severity.

    Attributes:
        schedule: As its template has it.
        policy: The policy that it hands over.
    """

    schedule: TypedResource
    policy: Policy

    @cached_property
    def name(self) -> str:
        """The name of the schedule, or its logical id where AWS gives it one."""
        return self.schedule.text("Name") or self.schedule.logical_id

    @cached_property
    def readers(self) -> tuple[str, ...]:
        """The contacts who read it."""
        return digest_readers(self.policy)

    @cached_property
    def contacts(self) -> dict[str, Link]:
        """The topic of each reader, by the contact's name."""
        return {name: self.schedule.link_to(self.policy.contacts[name]) for name in self.readers}

    @cached_property
    def topic(self) -> Link:
        """The topic of which it tells."""
        return self.schedule.link_to(self.policy.topic)

    @cached_property
    def function(self) -> Link:
        """The function that it runs."""
        return self.schedule.link_to(_target(self.schedule).get("Arn"))

    @cached_property
    def role(self) -> Link | None:
        """The role by which it runs that."""
        written = _target(self.schedule).get("RoleArn")
        return None if written is None else self.schedule.link_to(written)

    @property
    def is_disabled(self) -> bool:
        """Whether it never runs."""
        return self.schedule.text("State") == "DISABLED"

    @cached_property
    def timetable(self) -> Timetable | None:
        """When it runs; None where that is a rate, or only a deployment knows it."""
        try:
            schedule = read_any_schedule(
                self.schedule.text("ScheduleExpression"), EVENTBRIDGE_SCHEDULER
            )
            zone = read_time_zone(self.schedule.text("ScheduleExpressionTimezone") or "UTC")
        except InvalidValueError:
            return None
        return None if isinstance(schedule, Rate) else Timetable(schedule=schedule, zone=zone)

    @cached_property
    def missed(self) -> datetime | None:
        """The first begin of a business day, in UTC, at which it does not run; None if it does."""
        if self.timetable is None:
            return None
        days = digest_days(self.policy)
        begin = datetime.combine(_FIRST, time(), UTC)
        runs = set(self.timetable.runs(begin, begin + timedelta(days=_LOOKED_AT + 2)))
        dates = (_FIRST + timedelta(days=number) for number in range(1, _LOOKED_AT))
        begins = (days.begin_of(each) for each in dates if days.is_business_day(each))
        return next((each for each in begins if each not in runs), None)


def digests_of(assembly: Assembly) -> tuple[ScheduledDigest, ...]:
    """Return the digests of an assembly whose policy can be read."""
    return tuple(_read(assembly))


def _read(assembly: Assembly) -> Iterator[ScheduledDigest]:
    for schedule in assembly.typed(TypedResource, _SCHEDULE):
        try:
            document = json.loads(str(_target(schedule).get("Input", "")))["policy"]
            is_ours = str(document["format"]).startswith(_FORMATS)
            policy = read_policy_document(document) if is_ours else None
        except (LookupError, PolicyDocumentError, RecursionError, TypeError, ValueError):
            continue
        if policy is not None:
            yield ScheduledDigest(schedule=schedule, policy=policy)


def _target(schedule: TypedResource) -> dict[str, object]:
    target = schedule.properties.get("Target")
    return target if isinstance(target, dict) else {}
