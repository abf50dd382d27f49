"""What of alarms in templates is valid and yet without use, or cannot be created in every order."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tocsin.assembly import Assembly, Resource
from tocsin.diagnostics import Problem
from tocsin.evaluation import mute
from tocsin.simulation.alarm_set import AlarmSet
from tocsin.simulation.creation_order import creation_problems


def template_remarks(assembly: Assembly, alarms: AlarmSet) -> tuple[Problem, ...]:
    """Return warnings and notes about the alarms that are evaluated, and about mute rules."""
    return (*_of_alarms(alarms), *creation_problems(assembly, alarms))


def _of_alarms(alarms: AlarmSet) -> Iterator[Problem]:
    for alarm in alarms:
        yield from _located(alarm.remarks, alarm.template_alarm.resource)
    for schedule in alarms.mutes:
        yield from _located(mute.remarks(schedule.rule), schedule.template_rule.resource)


def _located(problems: Iterable[Problem], resource: Resource) -> Iterator[Problem]:
    """Yield problems with the properties of a resource, where these stand in its template."""
    for problem in problems:
        yield replace(problem, where=resource.locate("Properties", *problem.where.key_path))
