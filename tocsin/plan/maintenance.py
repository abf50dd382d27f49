"""Maintenance of a viewpoint as mute rules over the alarms of services."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from tocsin.diagnostics import did_you_mean, quoted
from tocsin.on_call import SEVERITIES
from tocsin.plan.quiet_times import mute_rules
from tocsin.plan.specs import AlarmSpec, CompositeSpec, MaintenanceSpec, qualified
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Maintenance, Service, slug

MOST_IN_A_RULE = 100
"""Alarms of one mute rule.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MuteTargets.html
"""

_Place = tuple[str, str, int]
_Alarm = AlarmSpec | CompositeSpec


def stays_on_by_itself(context: StageContext, alarms: Iterable[AlarmSpec]) -> frozenset[str]:
    """Return the ids of alarms that are named to stay on during some maintenance.

    A composite alarm that is muted then could not page for them.
    """
    named = {
        slug(reference.replace("/", "-"))
        for window in context.viewpoint.maintenance.values()
        for reference in window.stays_on
    }
    return frozenset(alarm.id for alarm in alarms if named & {alarm.stem, alarm.record})


def make_maintenance(
    context: StageContext, alarms: Iterable[AlarmSpec], composites: Iterable[CompositeSpec]
) -> tuple[MaintenanceSpec, ...]:
    """Return the mute rules of a stage, by the stack of their alarms; report what mutes nothing.

    Args:
        context: The stage.
        alarms: All of its alarms.
        composites: What pages for some of them.
    """
    every: list[_Alarm] = [*alarms, *(each for each in composites if each.pages)]
    every.sort(key=lambda each: (_place(each), each.id))
    found: list[MaintenanceSpec] = []
    for name, window in context.viewpoint.maintenance.items():
        _check_references(context, name, window, every)
        muted = [each for each in every if _is_muted(context, window, each)]
        if not muted and window.when:
            _report_vain(context, name)
        for place, group in groupby(muted, key=_place):
            found += _rules(context, name, window, place, [each.name for each in group])
    return tuple(found)


def _place(alarm: _Alarm) -> _Place:
    return alarm.service, alarm.region, alarm.stack


def _is_muted(context: StageContext, window: Maintenance, alarm: _Alarm) -> bool:
    """Tell whether an alarm of a service is quiet then; those of Tocsin itself never are."""
    services = context.viewpoint.services if window.services is None else window.services
    if alarm.service not in services or alarm.severity in window.stays_on:
        return False
    stays_on = {slug(reference.replace("/", "-")) for reference in window.stays_on}
    ids = {alarm.stem, alarm.record} if isinstance(alarm, AlarmSpec) else {alarm.id}
    return not ids & stays_on


def _rules(
    context: StageContext, name: str, window: Maintenance, place: _Place, alarms: Sequence[str]
) -> Iterator[MaintenanceSpec]:
    service, region, stack = place
    elsewhere = () if region == context.stage.home else (region,)
    number = () if stack == 1 else (str(stack),)
    system, stage = context.viewpoint.system, context.stage_name
    for start in range(0, len(alarms), MOST_IN_A_RULE):
        part = (f"part {start // MOST_IN_A_RULE + 1}",) if start else ()
        names = (service, "maintenance", name, *number, *part, *elsewhere)
        for rule in mute_rules(qualified(system, stage, *names), window.when):
            yield MaintenanceSpec(
                title=name,
                means=window.means or "",
                rule=rule,
                alarms=tuple(alarms[start : start + MOST_IN_A_RULE]),
                service=service,
                region=region,
                stack=stack,
            )


def _check_references(
    context: StageContext,
    name: str,
    window: Maintenance,
    built: Iterable[_Alarm],
) -> None:
    """Report what is said to stay on and is neither a severity nor an alarm of these services."""
    services = context.viewpoint.services
    chosen = services if window.services is None else window.services
    known = {
        slug(reference.replace("/", "-")): reference
        for service in chosen
        if service in services
        for reference in _references(context, service, services[service])
    }
    for each in built:
        if each.service in chosen:
            known.setdefault(each.record if isinstance(each, AlarmSpec) else each.id, each.id)
    for number, reference in enumerate(window.stays_on):
        if reference not in SEVERITIES and slug(reference.replace("/", "-")) not in known:
            context.report(
                "unknown-alarm",
                ("maintenance", name, "stays_on", number),
                f"there is no severity and no alarm {quoted(reference)} in these services",
                did_you_mean(reference, [*SEVERITIES, *known.values()]),
                rests_on=[("services",)],
            )


def _references(context: StageContext, name: str, service: Service) -> Iterator[str]:
    """Yield what the alarms of a service are called, as `checkout/database/writer-down`."""
    yield from (f"{name}/{alarm}" for alarm in service.alarms)
    for resource, settings in service.resources.items():
        kind = context.resource_type(settings.type)
        alarms: Mapping[str, object] = {} if kind is None else kind.alarms
        yield from (f"{name}/{resource}/{alarm}" for alarm in alarms)


def _report_vain(context: StageContext, name: str) -> None:
    context.report(
        "mutes-nothing",
        ("maintenance", name),
        "every alarm of its services stays on, so the maintenance changes nothing",
        "name less under stays_on, or remove the maintenance",
        severity="warning",
        rests_on=[("services",)],
    )
