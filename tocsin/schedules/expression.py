"""Reads a schedule as a service of AWS does."""

import re
from datetime import timedelta

from tocsin.diagnostics import InvalidValueError, format_duration, quoted
from tocsin.schedules.cron import Cron
from tocsin.schedules.frequency import too_frequent
from tocsin.schedules.once import Once, read_once
from tocsin.schedules.rate import Rate, read_rate
from tocsin.schedules.service import Service
from tocsin.schedules.suggestion import suggested

Schedule = Cron | Once
"""What runs at times that its expression says."""

_EXPRESSION = re.compile(r"(?P<kind>cron|rate|at)\((?P<body>[^()]*)\)")


def read_schedule(text: str, service: Service) -> Schedule:
    """Read `cron(...)` or `at(...)`, for a service that takes nothing else.

    Raises:
        InvalidValueError: *service* would not take it; it carries everything that is wrong.
    """
    schedule = read_any_schedule(text, service)
    assert not isinstance(schedule, Rate), f"{service.name} takes rates"
    return schedule


def read_any_schedule(text: str, service: Service) -> Schedule | Rate:
    """Read `cron(...)`, `at(...)` or `rate(...)`, whatever a service takes of these.

    Raises:
        InvalidValueError: *service* would not take it; it carries everything that is wrong.
    """
    if len(text) > service.longest:
        what = f"{quoted(text)} has {len(text)} characters"
        raise InvalidValueError(what, f"use at most {service.longest}")
    match = _EXPRESSION.fullmatch(text.strip())
    if match is None:
        what = f"{quoted(text)} is not a schedule of {service.name}"
        raise InvalidValueError(what, suggested(_bare(text), service))
    kind, body = match["kind"], match["body"]
    if kind == "cron":
        return _read_cron(body, service)
    if kind == "at" and service.takes_once:
        return read_once(body, may_have_seconds=service.once_has_seconds)
    if kind == "rate" and service.takes_rate:
        return read_rate(body, counts_strictly=service.counts_strictly)
    what = f"{quoted(text)}: {service.name} takes no {kind}(...)"
    raise InvalidValueError(what, f"write {service.forms}")


def read_cron(text: str, service: Service) -> Cron:
    """Read a schedule of a service that takes `cron(...)` only.

    Raises:
        InvalidValueError: *service* would not take it; it carries everything that is wrong.
    """
    schedule = read_schedule(text, service)
    assert isinstance(schedule, Cron), f"{service.name} takes more than cron"
    return schedule


def _read_cron(body: str, service: Service) -> Cron:
    fields = body.split()
    if len(fields) != len(service.fields):
        count = f"{len(fields)} field{'' if len(fields) == 1 else 's'}"
        what = f"{quoted(body)} has {count}, and {service.name} reads {len(service.fields)}"
        raise InvalidValueError(what, suggested(body, service))
    cron = service.read_cron(fields)
    if service.at_least is not None and (found := too_frequent(cron, service)) is not None:
        raise _frequent(cron, service, found.length, service.at_least)
    return cron


def _frequent(
    cron: Cron, service: Service, length: timedelta, at_least: timedelta
) -> InvalidValueError:
    gap = format_duration(length)
    what = f"{quoted(cron.expression)} runs twice within {gap}"
    rare = cron.expression.replace(_minutes(cron), str(cron.minutes[0].values[0]), 1)
    limit = format_duration(at_least)
    fix = f"{service.name} needs {limit} between runs: write one minute, as {rare}"
    return InvalidValueError(what, fix)


def _minutes(cron: Cron) -> str:
    return ",".join(part.text for part in cron.minutes)


def _bare(text: str) -> str:
    """Return the fields of what is nearly an expression: without its word and brackets."""
    return re.sub(r"^\s*(cron)?\s*\(|\)\s*$", "", text, flags=re.IGNORECASE)
