"""Clocks of templates that run what tells a digest, with the policy that they hand over as data.

https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tocsin.assembly import Assembly, Link, TypedResource
from tocsin.on_call import Policy, PolicyDocumentError, digest_readers, read_policy_document

_SCHEDULE = "AWS::Scheduler::Schedule"
_FORMATS = "tocsin/escalation/"


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
    def readers(self) -> tuple[str, ...]:
        """The contacts who read it."""
        return digest_readers(self.policy)

    @cached_property
    def contacts(self) -> dict[str, Link]:
        """The topic of each reader, by the contact's name."""
        return {name: self.schedule.link_to(self.policy.contacts[name]) for name in self.readers}

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
