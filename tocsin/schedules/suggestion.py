"""What somebody may have meant whose expression belongs to another kind of cron."""

import re

from tocsin.diagnostics import InvalidValueError
from tocsin.schedules.aws_cron import ANY, AWS_FIELDS
from tocsin.schedules.field import WEEKDAYS
from tocsin.schedules.frequency import too_frequent
from tocsin.schedules.service import Service
from tocsin.schedules.unix_cron import UNIX_FIELDS

_WORDS = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
_DAY_NUMBER = re.compile(r"(?<![0-9#L])[0-7](?![0-9])")


def suggested(text: str, service: Service) -> str:
    """Return what to write in place of *text*: an expression that *service* takes, or its forms.

    Args:
        text: The fields, or all of an expression.
        service: Who is to take it.
    """
    fields = _WORDS.get(text.strip().lower(), text).split()
    for candidate in _candidates(fields, service):
        try:
            cron = service.read_cron(candidate)
        except InvalidValueError:
            continue
        if too_frequent(cron, service) is None:
            return f"write {cron.expression}"
    return f"write {service.forms}"


def _candidates(fields: list[str], service: Service) -> list[list[str]]:
    """Return the ways to understand *fields*, with as many fields as *service* takes."""
    if service.fields == UNIX_FIELDS:
        found = [fields, _to_unix(fields)]
    else:
        # Quartz has seconds in front, and may leave out the year.
        found = [fields, _with_one_day(fields), _from_unix(fields), fields[1:], [*fields[1:], "*"]]
    return [each for each in found if len(each) == len(service.fields)]


def _with_one_day(fields: list[str]) -> list[str]:
    """Return AWS's fields with ? in place of a day that is `*` beside the other."""
    if len(fields) != len(AWS_FIELDS):
        return []
    minutes, hours, days, months, weekdays, years = fields
    if weekdays == "*":
        return [minutes, hours, days, months, ANY, years]
    return [minutes, hours, ANY, months, weekdays, years] if days == "*" else []


def _from_unix(fields: list[str]) -> list[str]:
    if len(fields) != len(UNIX_FIELDS):
        return []
    minutes, hours, days, months, weekdays = fields
    if weekdays == "*":
        return [minutes, hours, days, months, ANY, "*"]
    named = _DAY_NUMBER.sub(lambda match: WEEKDAYS[int(match[0]) % 7], weekdays)
    return [minutes, hours, ANY, months, named, "*"] if days == "*" else []


def _to_unix(fields: list[str]) -> list[str]:
    if len(fields) != len(AWS_FIELDS) or fields[-1] != "*":
        return []
    *times, weekdays = ["*" if field == ANY else field for field in fields[:-1]]
    return [*times, _DAY_NUMBER.sub(lambda match: WEEKDAYS[int(match[0]) - 1], weekdays)]
