"""Schedules of rules, of EventBridge Scheduler and of SAM functions, as templates write them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo

from tocsin.assembly import Resource
from tocsin.checks.event.written_pattern import is_open
from tocsin.checks.subject import Subject
from tocsin.diagnostics import InvalidValueError, KeyPath, Location
from tocsin.schedules import EVENTBRIDGE_RULE, EVENTBRIDGE_SCHEDULER, Service, read_time_zone

_SCHEDULE = "AWS::Scheduler::Schedule"
_FUNCTIONS = ("AWS::Serverless::Function", "AWS::Serverless::StateMachine")
_OF_SAM: Mapping[str, tuple[Service, str]] = {
    "Schedule": (EVENTBRIDGE_RULE, "Schedule"),
    "ScheduleV2": (EVENTBRIDGE_SCHEDULER, "ScheduleExpression"),
}
"""Events of functions of SAM: who runs them, and in which property their expression stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSchedule:
    """A schedule that is known in full.

    Attributes:
        resource: What has it.
        path: Where it stands below the properties.
        text: The expression.
        service: Who runs it.
        time_zone: The name of the time zone; empty for UTC.
        zone_path: Where that name stands.
    """

    resource: Resource
    path: KeyPath
    text: str
    service: Service
    time_zone: str = ""
    zone_path: KeyPath = ()

    @property
    def where(self) -> Location:
        """Where it stands in its template."""
        return self.resource.locate("Properties", *self.path)

    def zone(self) -> tzinfo:
        """Return its time zone.

        Raises:
            InvalidValueError: There is none of that name.
        """
        return read_time_zone(self.time_zone) if self.time_zone else UTC

    @property
    def zone_or_utc(self) -> tzinfo:
        """Its time zone; UTC where there is none of that name."""
        try:
            return self.zone()
        except InvalidValueError:
            return UTC


def written_schedules(subject: Subject) -> tuple[WrittenSchedule, ...]:
    """Return the schedules of an assembly whose expressions are known."""
    return tuple(_read(subject))


def _read(subject: Subject) -> Iterator[WrittenSchedule]:
    for rule in subject.assembly.event_rules:
        yield from _written(rule.resource, (), rule.properties, "", EVENTBRIDGE_RULE)
    for resource in subject.assembly.resources(_SCHEDULE):
        yield from _written(resource, (), resource.properties, "", EVENTBRIDGE_SCHEDULER)
    for resource in subject.assembly.resources(*_FUNCTIONS):
        events = resource.properties.get("Events")
        for name, event in (events if isinstance(events, dict) else {}).items():
            kind = str(event.get("Type")) if isinstance(event, dict) else ""
            properties = event.get("Properties") if isinstance(event, dict) else None
            if kind in _OF_SAM and isinstance(properties, dict):
                service, key = _OF_SAM[kind]
                path = ("Events", str(name), "Properties")
                yield from _written(resource, path, properties, key, service)


def _written(
    resource: Resource,
    path: KeyPath,
    properties: Mapping[str, object],
    key: str,
    service: Service,
) -> Iterator[WrittenSchedule]:
    name = key or "ScheduleExpression"
    text, zone = properties.get(name), properties.get("ScheduleExpressionTimezone", "")
    if not isinstance(text, str) or not isinstance(zone, str) or is_open(text) or is_open(zone):
        return
    yield WrittenSchedule(
        resource=resource,
        path=(*path, name),
        text=text,
        service=service,
        time_zone=zone,
        zone_path=(*path, "ScheduleExpressionTimezone"),
    )
