"""Which stack an alarm is built in, and whether CloudFormation takes these stacks.

An alarm must stay in its stack: its name exists once in a Region, and a stack that gives an alarm
up deletes it only after another one has failed to create it. What is deployed is not known here, so
its stack follows from its id and from what is declared, never from which other alarms there are.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Self

from tocsin.plan.specs import (
    LONGEST_DESCRIPTION,
    AlarmSpec,
    CompositeSpec,
    MaintenanceSpec,
    alarm_stack_name,
    describe,
    dimension_values,
    qualified,
)
from tocsin.plan.stage_context import StageContext
from tocsin.plan.template_limits import (
    LARGEST_TEMPLATE,
    MOST_ALARMS,
    MOST_PARAMETERS,
    count_parameters,
)
from tocsin.viewpoint import MOST_ALARM_STACKS, slug

_FRAME, _QUERY, _DIMENSION, _RULE = 1_450, 255, 100, 600
"""Bytes of an alarm, a query, a dimension and a mute rule, without the texts that differ."""

LONGEST_STACK_NAME = 128
"""https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html"""

_COMPOSITE = 3_500
"""Bytes of a composite alarm without its rule; each of its alarms stands once more behind it."""

_Place = tuple[str, str, int]
"""A service, a Region, and the number of a stack."""

Excess = tuple[str, str]
"""The kind of the problem, and what is too much."""


def alarm_stack(alarm_id: str, *, spread_over: int) -> int:
    """Return the number, from 1, of the stack of an alarm that declares none.

    Args:
        alarm_id: The alarm's id.
        spread_over: Over how many stacks the alarms of its service are spread.
    """
    if spread_over == 1:
        return 1
    return int.from_bytes(sha256(alarm_id.encode()).digest()) % spread_over + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What a stack has beside its alarms and their quiet times.

    Attributes:
        rules: Mute rules of maintenance.
        size: Bytes of these and of composite alarms.
    """

    rules: int = 0
    size: int = 0

    @classmethod
    def of(
        cls, composites: Iterable[CompositeSpec], maintenance: Sequence[MaintenanceSpec]
    ) -> Self:
        """Count what is in one stack."""
        size = sum(_COMPOSITE + 2 * len(each.rule) for each in composites)
        # Each alarm of a mute rule stands in it twice: by its name and by its id.
        size += sum(_RULE + 2 * sum(map(len, each.alarms)) for each in maintenance)
        return cls(rules=len(maintenance), size=size)


_NOTHING_BESIDE = _Beside()


def check_alarm_stacks(
    context: StageContext,
    alarms: Iterable[AlarmSpec],
    composites: Sequence[CompositeSpec] = (),
    maintenance: Sequence[MaintenanceSpec] = (),
) -> None:
    """Report stacks that CloudFormation would not take, and services that would share one."""
    by_service: dict[str, list[AlarmSpec]] = {}
    for alarm in alarms:
        by_service.setdefault(alarm.service, []).append(alarm)
    taken: dict[str, str] = {}
    for service, members in by_service.items():
        for name, stack in _stacks(context, members):
            _check_name(context, service, name, taken)
            # What Tocsin itself watches is little, and nothing could be declared about it.
            if service in context.viewpoint.services:
                place = _place(stack[0])
                beside = _Beside.of(
                    (each for each in composites if _place(each) == place),
                    [each for each in maintenance if _place(each) == place],
                )
                _check_size(context, service, name, stack, members, beside=beside)


def _stacks(
    context: StageContext, alarms: Iterable[AlarmSpec]
) -> Iterator[tuple[str, list[AlarmSpec]]]:
    """Yield the name of each stack, and its alarms."""
    system, stage, home = context.viewpoint.system, context.stage_name, context.stage.home
    for (service, region, number), group in groupby(sorted(alarms, key=_place), key=_place):
        parts = alarm_stack_name(service, number, region=region, home=home)
        yield qualified(system, stage, *parts), list(group)


def _place(alarm: AlarmSpec | CompositeSpec | MaintenanceSpec) -> _Place:
    return alarm.service, alarm.region, alarm.stack


def _check_name(context: StageContext, service: str, name: str, taken: dict[str, str]) -> None:
    if len(name) > LONGEST_STACK_NAME:
        context.report(
            "name-too-long",
            ("services", service),
            f"the stack {name} has {len(name)} characters, and CloudFormation allows "
            f"{LONGEST_STACK_NAME}",
            f"shorten the name of the service by {len(name) - LONGEST_STACK_NAME}",
        )
    # That two services are called alike is said elsewhere.
    if slug(taken.setdefault(name, service)) != slug(service):
        context.report(
            "same-name",
            ("services", service),
            f"the alarms of {service!r} and of {taken[name]!r} would be in one stack {name!r}",
            "rename one of the services",
        )


def _check_size(
    context: StageContext,
    service: str,
    name: str,
    stack: Sequence[AlarmSpec],
    of_service: Sequence[AlarmSpec],
    *,
    beside: _Beside,
) -> None:
    for kind, excess in _excesses(stack, beside=beside):
        what = f"the stack {name} would have {excess}"
        context.report(kind, ("services", service), what, _fix(of_service))


def _excesses(stack: Sequence[AlarmSpec], *, beside: _Beside = _NOTHING_BESIDE) -> Iterator[Excess]:
    """Yield what is too much of a stack of alarms, with what is *beside* them."""
    rules = beside.rules + sum(len(alarm.quiet) for alarm in stack)
    if len(stack) + rules > MOST_ALARMS:
        quiet = f" and {rules} rules of quiet times and maintenance" if rules else ""
        yield "too-many-alarms", f"{len(stack)} alarms{quiet}, and {MOST_ALARMS} fit"
    elif (size := beside.size + sum(map(template_bytes, stack))) > LARGEST_TEMPLATE:
        fit = f"{LARGEST_TEMPLATE:,} fit"
        yield "template-too-large", f"a template of about {size:,} bytes, and {fit}"
    found = count_parameters(dimension_values(stack))
    if found > MOST_PARAMETERS:
        fit = f"{MOST_PARAMETERS} fit"
        yield "too-many-parameters", f"{found} parameters of Systems Manager, and {fit}"


def _fix(alarms: Sequence[AlarmSpec]) -> str:
    """Say what to declare about the alarms of a service of which a stack has too many."""
    free = max(alarm.stack for alarm in alarms) + 1
    new = f"write alarm_stack: {free} at the resources and alarms that are new"
    enough = _enough(alarms)
    if enough is None:
        return f"{new}, or divide the service"
    return f"{new}; or, before anything is deployed, alarm_stacks: {enough} at the service"


def _enough(alarms: Sequence[AlarmSpec]) -> int | None:
    """Return over how many stacks *alarms* would have to be spread."""
    for count in range(2, MOST_ALARM_STACKS + 1):
        shards: dict[tuple[str, int], list[AlarmSpec]] = {}
        for alarm in alarms:
            place = alarm.region, alarm_stack(alarm.id, spread_over=count)
            shards.setdefault(place, []).append(alarm)
        if not any(excess for shard in shards.values() for excess in _excesses(shard)):
            return count
    return None


def template_bytes(alarm: AlarmSpec) -> int:
    """Return at least as many bytes as *alarm* takes up in a template, and not many more."""
    series = alarm.series
    said = alarm.what_happened + alarm.why_it_matters + alarm.first_action
    if len(said) + len(alarm.runbook) > LONGEST_DESCRIPTION:
        said = describe(alarm)
    # What stands in the description and in a tag is there twice.
    twice = f"{series.label}{alarm.runbook}{alarm.owner}{alarm.service}"
    texts = [said, twice, twice, alarm.name, alarm.id, series.expression or "", series.unit]
    frames = _FRAME if series.expression is None else _FRAME + _QUERY * len(series.metrics)
    for metric in series.metrics:
        frames += _DIMENSION * len(metric.dimensions)
        texts += (metric.namespace, metric.name, metric.id, metric.statistic)
        for dimension in metric.dimensions:
            texts += dimension
    for quiet in alarm.quiet:
        frames += _RULE
        texts += (quiet.rule, quiet.text, quiet.because, alarm.name, quiet.expression)
    return frames + len(json.dumps("".join(texts), ensure_ascii=False).encode())
