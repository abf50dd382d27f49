"""Properties in the shape of CloudFormation and of the API → a mute rule.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarmmuterule.html
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, Final, TypeVar

from tocsin.alarms import PropertyReader, Shape, check_shape
from tocsin.diagnostics import InvalidValueError, quoted
from tocsin.evaluation.mute.duration import parse_duration
from tocsin.evaluation.mute.rule import MuteRule
from tocsin.evaluation.mute.schedule import Schedule, parse_expression, windows_begin
from tocsin.schedules import read_time_zone

MAXIMUM_TARGETS = 500
"""Names in a rule by CloudFormation's schema; `remarks` tells of those that the API has not."""

_MAXIMUM_NAME_LENGTH = 255
_SHAPE: Final[Shape] = {
    **dict.fromkeys(("Description", "ExpireDate", "MuteType", "Name", "StartDate")),
    "MuteTargets": {"AlarmNames": None},
    "Rule": {"Schedule": dict.fromkeys(("Duration", "Expression", "Timezone"))},
    "Tags": {"Key": None, "Value": None},
}
_Part = TypeVar("_Part")


def read_mute_rule(properties: Mapping[str, Any]) -> MuteRule:
    """Read the properties of an AWS::CloudWatch::AlarmMuteRule, references resolved.

    Raises:
        InvalidInputError: CloudWatch would reject them; it carries every problem.
    """
    reader = PropertyReader.of(properties, room="mute", what="mute rule", name_property="Name")
    check_shape(reader, _SHAPE, what="a mute rule")
    name, schedule = _name(reader), _schedule(reader)
    alarm_names = _targets(reader)
    start_date, expire_date = _dates(reader, schedule.zone if schedule else UTC)
    reader.collector.raise_if_any()
    assert name is not None, "what is missing is a problem"
    assert schedule is not None, "what is missing is a problem"
    return MuteRule(
        name=name,
        schedule=schedule,
        alarm_names=alarm_names,
        start_date=start_date,
        expire_date=expire_date,
    )


def _name(reader: PropertyReader) -> str | None:
    reader.require("Name", f"a name of 1 to {_MAXIMUM_NAME_LENGTH} characters")
    name = reader.text("Name")
    if name is not None and not 1 <= len(name) <= _MAXIMUM_NAME_LENGTH:
        what = f"{quoted(name)} has {len(name)} characters"
        reader.report("Name", "length", what, f"use 1 to {_MAXIMUM_NAME_LENGTH}")
    return name


def _dates(reader: PropertyReader, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    """Read StartDate and ExpireDate; without an offset they are local to `zone`."""
    start, expiry = _date(reader, "StartDate", zone), _date(reader, "ExpireDate", zone)
    if start and expiry and expiry <= start:
        what = f"{reader.shown('ExpireDate')} is not after StartDate"
        reader.report("ExpireDate", "dates", what, "move one of the two")
    return start, expiry


def _schedule(reader: PropertyReader) -> Schedule | None:
    """Read Rule.Schedule, or record why it cannot be read."""
    reader.require("Rule", "a mapping with Schedule")
    rule = reader.mapping("Rule")
    if rule is None:
        return None
    rule.require("Schedule", "a mapping with Expression and Duration")
    schedule = rule.mapping("Schedule")
    if schedule is None:
        return None
    schedule.require("Expression", "cron(…) or at(…)")
    schedule.require("Duration", "an ISO 8601 duration from PT1M to P15D")
    when = _part(schedule, "Expression", parse_expression)
    duration = _part(schedule, "Duration", parse_duration)
    zone = _part(schedule, "Timezone", read_time_zone) if schedule.has("Timezone") else UTC
    if when is None or duration is None or zone is None:
        return None
    return Schedule(timetable=windows_begin(when, zone), duration=duration)


def _part(reader: PropertyReader, name: str, parse: Callable[[str], _Part]) -> _Part | None:
    text = reader.text(name)
    if text is None:
        return None
    try:
        return parse(text)
    except InvalidValueError as error:
        for each in (error, *error.also):
            reader.report(name, "schedule", each.what, each.fix)
        return None


def _targets(reader: PropertyReader) -> tuple[str, ...]:
    targets = reader.mapping("MuteTargets")
    if targets is None:
        return ()
    names = targets.texts("AlarmNames")
    if len(names) > MAXIMUM_TARGETS:
        what = f"there are {len(names)} names"
        targets.report("AlarmNames", "too-many", what, f"use at most {MAXIMUM_TARGETS} in a rule")
    if repeated := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        what = f"{quoted(repeated[0])} stands more than once"
        targets.report("AlarmNames", "repeated-name", what, "keep one of them")
    for name in names:
        if not 1 <= len(name) <= _MAXIMUM_NAME_LENGTH:
            what = f"{quoted(name)} has {len(name)} characters"
            targets.report("AlarmNames", "length", what, f"use 1 to {_MAXIMUM_NAME_LENGTH}")
    return names


def _date(reader: PropertyReader, name: str, zone: tzinfo) -> datetime | None:
    text = reader.text(name)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        what = f"{quoted(text)} is not a date and time in ISO 8601"
        reader.report(name, "dates", what, "write it like 2026-04-15T08:00:00Z")
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
