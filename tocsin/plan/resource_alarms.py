"""The alarms that a resource's type brings along."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from tocsin.catalogue import (
    RecommendedAlarm,
    ResourceType,
    UnknownResourceTypeError,
    load_resource_type,
    resource_types,
)
from tocsin.plan.changes import Change, for_stage, merge, where
from tocsin.plan.period import check_period, check_window
from tocsin.plan.specs import AlarmSpec, MetricSpec, SeriesSpec, qualified, runbook_path
from tocsin.plan.stage_context import KeyPath, StageContext, is_dynamic, is_filled
from tocsin.viewpoint import AlarmOverride, Condition, Resource, slug


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedResource:
    """A resource with what the catalogue knows of it.

    Attributes:
        service: The service it belongs to.
        owner: The team that answers for the service.
        name: The resource's name in the viewpoint.
        type: Its catalogue type.
        identifiers: As they stand in a template, by name.
        settings: As written in the viewpoint.
        path: Where it stands in the viewpoint.
    """

    service: str
    owner: str
    name: str
    type: ResourceType
    identifiers: Mapping[str, str]
    settings: Resource
    path: KeyPath


def watch(
    context: StageContext, path: KeyPath, *, service: str, owner: str, name: str, resource: Resource
) -> WatchedResource | None:
    """Return *resource* with its catalogue type, or None after reporting why it cannot be."""
    try:
        kind = load_resource_type(resource.type)
    except UnknownResourceTypeError:
        context.report_unknown((*path, "type"), "resource type", resource.type, resource_types())
        return None
    identifiers = {
        key: context.identify((*path, key), value) for key, value in resource.identifiers.items()
    }
    _check_identifiers(context, path, kind, identifiers)
    for number, opt_in in enumerate(resource.opt_ins):
        if opt_in not in kind.opt_ins:
            context.report_unknown((*path, "opt_ins", number), "opt-in", opt_in, kind.opt_ins)
    return WatchedResource(
        service=service,
        owner=owner,
        name=name,
        type=kind,
        identifiers=identifiers,
        settings=resource,
        path=path,
    )


def _check_identifiers(
    context: StageContext, path: KeyPath, kind: ResourceType, identifiers: Mapping[str, str]
) -> None:
    allowed = (*kind.required_identifiers, *kind.optional_identifiers)
    for name, value in identifiers.items():
        if name not in allowed:
            context.report_unknown((*path, name), f"identifier of {kind.name}", name, allowed)
            continue
        known = kind.identifiers[name]
        if is_dynamic(value) or not is_filled(value):
            continue
        if not re.fullmatch(known.pattern, value):
            context.report(
                (*path, name),
                f"{value!r} cannot be the {known.dimension} of {kind.title}",
                f"write {known.means}, as {known.example}",
            )
    for name in kind.required_identifiers:
        if name not in identifiers:
            known = kind.identifiers[name]
            context.report(
                path, f"{kind.name} needs {name!r}", f"add {name}: {known.example} ({known.means})"
            )


def resource_alarms(context: StageContext, resource: WatchedResource) -> list[AlarmSpec]:
    """Return the recommended alarms of *resource*, with the changes that the viewpoint makes."""
    if not set(resource.type.required_identifiers) <= set(resource.identifiers):
        return []
    offered = {
        alarm.id: alarm
        for alarm in resource.type.alarms_for(
            resource.identifiers, opted_in=resource.settings.opt_ins
        )
    }
    _check_changes(context, resource, offered)
    specs = []
    for alarm in offered.values():
        change = _change(resource, alarm, context.stage_name)
        if isinstance(change, AlarmOverride):
            specs.append(_spec(context, resource, alarm, change))
    return specs


def _check_changes(
    context: StageContext, resource: WatchedResource, offered: Mapping[str, RecommendedAlarm]
) -> None:
    for alarm_id in resource.settings.alarms:
        path = (*resource.path, "alarms", alarm_id)
        if alarm_id in offered:
            continue
        if alarm_id not in resource.type.alarms:
            context.report_unknown(path, f"alarm of {resource.type.name}", alarm_id, offered)
            continue
        alarm = resource.type.alarms[alarm_id]
        missing = {
            *(f"opt_ins: [{name}]" for name in resource.type.opt_ins_of(alarm)),
            *(name for name in alarm.identifiers if not resource.type.identifiers[name].constant),
        } - set(resource.identifiers)
        context.report(
            path,
            f"the alarm {alarm_id!r} is changed but is not built for this resource",
            f"add {', '.join(sorted(missing))} to the resource, or remove the change",
        )


def _change(resource: WatchedResource, alarm: RecommendedAlarm, stage: str) -> Change:
    general = resource.settings.alarms.get(alarm.id)
    if general is None or general == "off":
        return merge(general)
    return merge(general, for_stage(general.stages, stage))


def _spec(
    context: StageContext, resource: WatchedResource, alarm: RecommendedAlarm, change: AlarmOverride
) -> AlarmSpec:
    path = (*resource.path, "alarms", alarm.id)
    condition = change.when or Condition(
        comparison=alarm.comparison,
        threshold=alarm.threshold,
        datapoints_to_alarm=alarm.datapoints_to_alarm,
        evaluation_periods=alarm.evaluation_periods,
    )
    _check_statistic(context, resource, alarm, change)
    period = _period(context, resource, alarm, change)
    place = where(path, _stages(resource, alarm), context.stage_name, "when")
    check_window(context, place, period=period, evaluation_periods=condition.evaluation_periods)
    page = runbook_path(resource.type.name, alarm.id)
    return AlarmSpec(
        id="-".join(slug(part) for part in (resource.service, resource.name, alarm.id)),
        name=qualified(
            context.viewpoint.system, context.stage_name, resource.service, resource.name, alarm.id
        ),
        title=f"{resource.name}: {alarm.title}",
        service=resource.service,
        resource=resource.name,
        severity=change.severity or alarm.severity,
        owner=resource.owner,
        runbook=f"{context.viewpoint.runbooks}/{page}",
        runbook_path=page,
        what_happened=alarm.what_happened,
        why_it_matters=alarm.why_it_matters,
        first_action=alarm.first_action,
        series=_series(resource, alarm, period, change.statistic),
        comparison=condition.comparison,
        threshold=condition.threshold,
        evaluation_periods=condition.evaluation_periods,
        datapoints_to_alarm=condition.datapoints_to_alarm,
        treat_missing_data=change.missing or alarm.treat_missing_data,
        region=resource.type.region or context.stage.region,
    )


def _stages(resource: WatchedResource, alarm: RecommendedAlarm) -> Mapping[str, Change]:
    general = resource.settings.alarms.get(alarm.id)
    return {} if general is None or general == "off" else general.stages


def _period(
    context: StageContext, resource: WatchedResource, alarm: RecommendedAlarm, change: AlarmOverride
) -> int:
    if change.period is None:
        return alarm.period
    path = (*resource.path, "alarms", alarm.id)
    intervals = [resource.type.metrics[query.metric].interval or 0 for query in alarm.queries]
    return check_period(
        context,
        where(path, _stages(resource, alarm), context.stage_name, "period"),
        change.period,
        published=timedelta(seconds=max(intervals)),
    )


def _check_statistic(
    context: StageContext, resource: WatchedResource, alarm: RecommendedAlarm, change: AlarmOverride
) -> None:
    if alarm.expression is not None and change.statistic is not None:
        path = (*resource.path, "alarms", alarm.id)
        context.report(
            where(path, _stages(resource, alarm), context.stage_name, "statistic"),
            f"the alarm {alarm.id!r} is calculated and has no statistic of its own",
            "remove it; what can be changed is when, period, severity and missing",
        )


def _series(
    resource: WatchedResource, alarm: RecommendedAlarm, period: int, statistic: str | None
) -> SeriesSpec:
    kind = resource.type
    return SeriesSpec(
        label=_label(alarm),
        expression=alarm.expression,
        metrics=tuple(
            MetricSpec(
                id=query.id,
                namespace=kind.metrics[query.metric].namespace,
                name=query.metric,
                dimensions=tuple(kind.dimensions_of(query, resource.identifiers).items()),
                statistic=(statistic if alarm.expression is None else None) or query.statistic,
                unit=kind.metrics[query.metric].unit,
            )
            for query in alarm.queries
        ),
        period=period,
        unit=alarm.threshold_unit,
    )


def _label(alarm: RecommendedAlarm) -> str:
    """Return what is measured, rather than what is wrong with it."""
    if alarm.expression is None:
        (query,) = alarm.queries
        return f"{query.metric} ({query.statistic})"
    return f"{alarm.title} ({alarm.threshold_unit})"
