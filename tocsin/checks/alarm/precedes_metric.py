"""An alarm on silence that is created together with what it listens to."""

from collections.abc import Iterator
from typing import Final

from tocsin.assembly import Resource, Stack
from tocsin.checks.alarm_actions import tells_people
from tocsin.checks.check import Check, Verdict
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted
from tocsin.evaluation import MetricAlarm, TreatMissingData

_ID: Final = "alarm/precedes-metric"
_Metric = tuple[Stack, str, str]
"""The stack of a metric filter, and the namespace and the name of its metric."""


def _find(subject: Subject) -> Iterator[Verdict]:
    for alarm in subject.alarms:
        if not tells_people(alarm, subject) or not _breaches_at_once(alarm):
            continue
        for source in _sources(alarm, subject):
            yield _problem(alarm, source)
            break


def _breaches_at_once(alarm: CheckedAlarm) -> bool:
    """Say whether it fires before there are any data; expressions may make some of none."""
    definition = None if alarm.deployed is None else alarm.deployed.definition
    return (
        isinstance(definition, MetricAlarm)
        and definition.treat_missing_data is TreatMissingData.BREACHING
        and definition.warm_up is None
        and not any(query.expression for query in definition.queries)
    )


def _sources(alarm: CheckedAlarm, subject: Subject) -> Iterator[Resource]:
    """Yield the resources of the same stack that will publish what it reads."""
    stack, filters = alarm.resource.stack, subject.memo(_metric_filters)
    for reading in alarm.readings:
        if found := filters.get((stack, reading.namespace or "", reading.name or "")):
            yield found
        for value in (reading.dimensions or {}).values():
            source = None if value is None else subject.assembly.index.find(value, stack)
            if source is not None and source.stack is stack:
                yield source


def _metric_filters(subject: Subject) -> dict[_Metric, Resource]:
    found: dict[_Metric, Resource] = {}
    for resource in subject.assembly.resources("AWS::Logs::MetricFilter"):
        transformations = resource.properties.get("MetricTransformations")
        for each in transformations if isinstance(transformations, list) else ():
            if isinstance(each, dict):
                metric = str(each.get("MetricNamespace")), str(each.get("MetricName"))
                found[(resource.stack, *metric)] = resource
    return found


def _problem(alarm: CheckedAlarm, source: Resource) -> Problem:
    return Problem(
        kind=_ID,
        where=alarm.locate("TreatMissingData"),
        what=f"missing data breach, and {source.logical_id}, which will publish what "
        f"{quoted(alarm.name)} reads, is created by the same deployment",
        why="the first evaluation comes within two minutes of creation, finds no data at all, and "
        "goes to ALARM: the first deployment calls people, and each stage does that anew",
        fix="add WarmUpConfiguration with WarmUpPeriodDurationInMinutes: as long as it takes until "
        "data arrive",
        severity="note",
    )


CHECK: Final = Check(
    id=_ID,
    title="An alarm does not fire merely because it was created.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html",
    ),
)
