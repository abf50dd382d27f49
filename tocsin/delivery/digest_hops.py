"""The hops of a digest behind the table: its clock, its function, the topics of its readers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from tocsin.assembly import Link, Resource, Topic, TypedResource
from tocsin.delivery.incident_function import IncidentFunctions
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.presence import presence_obstacles
from tocsin.delivery.roles import Roles
from tocsin.delivery.texts import arn_of
from tocsin.escalation import ScheduledDigest
from tocsin.on_call import digest_days

_CLOCKS = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets.html"


@dataclass(frozen=True, kw_only=True)
class DigestHops:
    """What keeps digests of an assembly from being told.

    Attributes:
        roles: What its roles may do.
        incidents: Its functions of incidents.
        functions: Its functions, by their resources.
        topics: Its topics, by their resources.
    """

    roles: Roles
    incidents: IncidentFunctions
    functions: Mapping[Resource | None, TypedResource]
    topics: Mapping[Resource, Topic]

    def telling(self, digest: ScheduledDigest) -> Iterator[Obstacle]:
        """Yield what keeps a digest from being told when a business day begins."""
        who = digest.schedule.resource
        yield from presence_obstacles(who, Hop.CLOCK, who)
        if digest.is_disabled:
            why = f"the schedule {digest.schedule.logical_id} is disabled"
            yield Obstacle(hop=Hop.CLOCK, is_closed=True, why=why, source=_CLOCKS, resource=who)
        yield from _off_time(digest)
        target = digest.function
        arn = target.arn if target.resource is None else arn_of(target.resource)
        yield from self.roles.assumed(digest.role, "scheduler.amazonaws.com", who)
        if found := self.roles.obstacle(digest.role, "lambda:InvokeFunction", arn, who):
            yield replace(found, hop=Hop.CLOCK)
        function = self.functions.get(target.resource)
        if function is None:
            why = f"the function {target.arn}, which tells it, does not stand in the templates"
            yield Obstacle(hop=Hop.CLOCK, is_closed=False, why=why, source=_CLOCKS, resource=who)
        else:
            yield from self.incidents.obstacles(function, "digest")

    def publishing(self, digest: ScheduledDigest, contact: Link) -> Iterator[Obstacle]:
        """Yield what keeps the function from publishing to the topic of a reader."""
        function = self.functions.get(digest.function.resource)
        topic = None if contact.resource is None else self.topics.get(contact.resource)
        if function is not None and topic is not None:
            yield from self.roles.publishing(function.link("Role"), topic, function.resource)


def _off_time(digest: ScheduledDigest) -> Iterator[Obstacle]:
    """Yield that a clock does not run when business days begin, or that nobody knows that."""
    name = digest.schedule.logical_id
    written = digest.schedule.text("ScheduleExpression")
    if digest.timetable is None:
        why = f"when the schedule {name} runs ({written}) is not known"
    elif digest.missed is not None:
        days = digest_days(digest.policy)
        begins = digest.missed.astimezone(ZoneInfo(days.time_zone))
        why = (
            f"the schedule {name} ({written}) does not run when a business day begins, as on "
            f"{begins:%A, %Y-%m-%d} at {begins:%H:%M} in {days.time_zone}"
        )
    else:
        return
    yield Obstacle(
        hop=Hop.CLOCK,
        is_closed=digest.timetable is not None,
        why=why,
        source=_CLOCKS,
        resource=digest.schedule.resource,
        key_path=("ScheduleExpression",),
    )
