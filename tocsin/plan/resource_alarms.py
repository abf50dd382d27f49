"""The alarms that a resource's type brings along."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from tocsin.catalogue import RecommendedAlarm
from tocsin.plan.alarm_settings import (
    AlarmChanges,
    AlarmSettings,
    assemble_alarm,
)
from tocsin.plan.bound_resource import BoundResource
from tocsin.plan.refusals import AlarmPlaces, MetricPlaces
from tocsin.plan.specs import AlarmSpec, MetricSpec, SeriesSpec, runbook_path
from tocsin.plan.stage_context import StageContext
from tocsin.plan.thresholds import settings_by_threshold
from tocsin.plan.time_to_page import freshness_of_recommended
from tocsin.viewpoint import Condition


def resource_alarms(context: StageContext, resource: BoundResource) -> list[AlarmSpec]:
    """Return the recommended alarms of *resource*, with the changes that the viewpoint makes.

    A resource without a required identifier, which `bind_resource` reports, has none.
    """
    kind = resource.type
    if not set(kind.required_identifiers) <= set(resource.identifiers):
        return []
    offered = [each for each in _known(resource) if _has_threshold(context, resource, each)]
    _check_changes(context, resource, {alarm.id: alarm for alarm in offered})
    return [alarm for each in offered for alarm in _alarms(context, resource, each)]


def _known(resource: BoundResource) -> tuple[RecommendedAlarm, ...]:
    """Return the alarms whose metrics the resource has."""
    kind = resource.type
    return kind.alarms_for(
        resource.identifiers, opted_in=resource.written.opt_ins, settings=kind.settings
    )


def _has_threshold(
    context: StageContext, resource: BoundResource, recommended: RecommendedAlarm
) -> bool:
    """Tell whether the setting is given that the threshold follows from, or the threshold is."""
    is_given = recommended.threshold_given(resource.settings) is not None
    return is_given or _changes(context, resource, recommended).sets("when")


def _check_changes(
    context: StageContext, resource: BoundResource, offered: Mapping[str, RecommendedAlarm]
) -> None:
    """Report changes of alarms that the type does not have or that are not built."""
    kind = resource.type
    for alarm_id in resource.written.alarms:
        key_path = (*resource.key_path, "alarms", alarm_id)
        if alarm_id in offered:
            continue
        if alarm_id not in kind.alarms:
            context.report_unknown(
                "unknown-alarm", key_path, f"alarm of {kind.name}", alarm_id, offered
            )
            continue
        alarm = kind.alarms[alarm_id]
        needed = {name for name in alarm.identifiers if not kind.identifiers[name].constant}
        opt_ins, identifiers = kind.opt_ins_of(alarm), needed - resource.identifiers.keys()
        settings = {alarm.setting} if alarm.setting else set[str]()
        is_there = not settings.isdisjoint(resource.written.facts)
        if is_there or any(map(resource.seems_to_have, (*opt_ins, *identifiers, *settings))):
            continue
        if alarm.unless in resource.written.opt_ins:
            context.report(
                "alarm-not-built",
                key_path,
                f"the alarm {alarm_id!r} is changed but is not built for this resource",
                f"remove the change: with {alarm.unless} other alarms tell the same",
            )
            continue
        missing = {
            *(f"opt_ins: [{name}]" for name in opt_ins),
            *identifiers,
            *(f"{name}: {kind.settings[name].example}" for name in settings),
        }
        context.report(
            "alarm-not-built",
            key_path,
            f"the alarm {alarm_id!r} is changed but is not built for this resource",
            f"add {', '.join(sorted(missing))} to the resource, or remove the change",
        )


def _alarms(
    context: StageContext, resource: BoundResource, recommended: RecommendedAlarm
) -> Iterator[AlarmSpec]:
    """Yield the recommended alarm, and one for each threshold that the viewpoint adds."""
    changes = _changes(context, resource, recommended)
    metrics = resource.type.metrics
    intervals = [metrics[query.metric].interval or 0 for query in recommended.queries]
    found = settings_by_threshold(
        context,
        _defaults(recommended, resource),
        changes,
        thresholds={},
        published=timedelta(seconds=max(intervals)),
    )
    for settings in found:
        yield _alarm(context, resource, recommended, changes, settings)


def _alarm(
    context: StageContext,
    resource: BoundResource,
    recommended: RecommendedAlarm,
    changes: AlarmChanges,
    settings: AlarmSettings,
) -> AlarmSpec:
    kind = resource.type
    if recommended.expression is not None and settings.statistic is not None:
        context.report(
            "statistic-of-expression",
            changes.setting_path("statistic"),
            f"the alarm {recommended.id!r} is calculated and has no statistic of its own",
            "remove it; what can be changed is when, period, severity and missing",
        )
    return assemble_alarm(
        context,
        settings,
        names=(resource.service, resource.name, recommended.id),
        title=f"{resource.name}: {recommended.title}",
        resource=resource.name,
        owner=resource.owner,
        runbook=runbook_path(kind.name, recommended.id),
        what_happened=recommended.what_happened,
        why_it_matters=recommended.why_it_matters,
        first_action=recommended.first_action,
        series=_series(resource, recommended, settings),
        region=kind.region,
        places=AlarmPlaces(
            whole=changes.key_path,
            properties=changes.properties(settings.condition_path),
            metrics=_places(resource, recommended),
        ),
        freshness=freshness_of_recommended(kind, recommended),
        stack=resource.written.alarm_stack,
    )


def _defaults(recommended: RecommendedAlarm, resource: BoundResource) -> AlarmSettings:
    threshold = recommended.threshold_given(resource.settings)
    return AlarmSettings(
        severity=recommended.severity,
        condition=Condition(
            comparison=recommended.comparison,
            # Where no setting gives it the viewpoint does, in the place of the whole condition.
            threshold=math.nan if threshold is None else threshold,
            datapoints_to_alarm=recommended.datapoints_to_alarm,
            evaluation_periods=recommended.evaluation_periods,
        ),
        period=recommended.period,
        treat_missing_data=recommended.treat_missing_data,
        detect_within=recommended.detect_within,
    )


def _changes(
    context: StageContext, resource: BoundResource, recommended: RecommendedAlarm
) -> AlarmChanges:
    general = resource.written.alarms.get(recommended.id)
    return AlarmChanges(
        key_path=(*resource.key_path, "alarms", recommended.id),
        general=general,
        stages={} if general is None or general == "off" else general.stages,
        stage=context.stage_name,
    )


def _series(
    resource: BoundResource, recommended: RecommendedAlarm, settings: AlarmSettings
) -> SeriesSpec:
    metrics = resource.type.metrics
    return SeriesSpec(
        label=_label(recommended),
        expression=recommended.expression,
        metrics=tuple(
            MetricSpec(
                id=query.id,
                namespace=metrics[query.metric].namespace,
                name=query.metric,
                dimensions=tuple(resource.type.dimensions_of(query, resource.identifiers).items()),
                statistic=settings.statistic or query.statistic,
                unit=metrics[query.metric].unit,
            )
            for query in recommended.queries
        ),
        period=settings.period,
        unit=_unit(recommended, settings.period),
    )


def _places(resource: BoundResource, recommended: RecommendedAlarm) -> dict[str, MetricPlaces]:
    """Return where what the metrics of an alarm are made of stands: all but names is ours."""
    identifiers = resource.type.identifiers
    return {
        query.id: MetricPlaces(
            whole=resource.key_path,
            dimensions={
                identifiers[name].dimension: (*resource.key_path, name)
                for name in query.dimensions
                if identifiers[name].constant is None
            },
        )
        for query in recommended.queries
    }


def _label(recommended: RecommendedAlarm) -> str:
    """Return what is measured, rather than what is wrong with it."""
    if recommended.measures is not None:
        return recommended.measures
    (query,) = recommended.queries
    return f"{query.metric} ({query.statistic})"


def _unit(recommended: RecommendedAlarm, period: int) -> str:
    """Return the unit of the threshold: not `errors a minute` where the period is another one."""
    if period == recommended.period:
        return recommended.threshold_unit
    return re.sub(r" (a minute|in \w+ minutes)$", "", recommended.threshold_unit)
