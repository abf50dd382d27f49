"""The alarms that a service defines on its own metrics."""

from tocsin.plan.alarm import AlarmSpec
from tocsin.plan.changes import Change, for_stage, merge
from tocsin.plan.names import qualified, runbook_path
from tocsin.plan.period import check_period, check_window
from tocsin.plan.scope import Scope
from tocsin.plan.service_series import service_series
from tocsin.viewpoint.alarm import Alarm, AlarmOverride
from tocsin.viewpoint.duration import format_duration
from tocsin.viewpoint.part import slug
from tocsin.viewpoint.service import Service


def service_alarms(scope: Scope, name: str, service: Service) -> list[AlarmSpec]:
    """Return the service's own alarms, as its stage changes them."""
    specs = []
    for alarm_name, alarm in service.alarms.items():
        settings = merge(_as_change(alarm), for_stage(alarm.stages, scope.stage_name))
        if isinstance(settings, AlarmOverride):
            specs.append(_spec(scope, name, service, alarm_name, settings))
    return specs


def _as_change(alarm: Alarm) -> Change:
    return AlarmOverride(
        severity=alarm.severity,
        when=alarm.when,
        period=alarm.period,
        statistic=alarm.statistic,
        missing=alarm.missing,
    )


def _spec(
    scope: Scope, service_name: str, service: Service, alarm_name: str, settings: AlarmOverride
) -> AlarmSpec:
    alarm = service.alarms[alarm_name]
    path = ("services", service_name, "alarms", alarm_name)
    metric = service.metrics[alarm.metric]
    period = check_period(scope, (*path, "period"), settings.period or metric.period)
    if metric.expression is None and period < metric.period.total_seconds():
        scope.report(
            (*path, "period"),
            f"{period}s is shorter than the {format_duration(metric.period)} at which "
            f"{alarm.metric!r} is published",
            f"use {format_duration(metric.period)} or more",
        )
    when = settings.when or alarm.when
    check_window(scope, path, period=period, evaluation_periods=when.evaluation_periods)
    if metric.expression is not None and settings.statistic is not None:
        scope.report(
            (*path, "statistic"),
            f"{alarm.metric!r} is calculated and has no statistic of its own",
            "set the statistic at the metrics that it is calculated from",
        )
    page = runbook_path(service_name, alarm_name)
    return AlarmSpec(
        id=f"{slug(service_name)}-{slug(alarm_name)}",
        name=qualified(scope.viewpoint.system, scope.stage_name, service_name, alarm_name),
        title=f"{alarm_name[:1].upper()}{alarm_name[1:]}",
        service=service_name,
        resource=None,
        severity=settings.severity or alarm.severity,
        owner=service.owner,
        runbook=f"{scope.viewpoint.runbooks}/{page}",
        runbook_path=page,
        what_happened=alarm.means,
        why_it_matters=alarm.matters,
        first_action=alarm.first_action,
        series=service_series(
            scope,
            service_name=service_name,
            service=service,
            metric_name=alarm.metric,
            period=period,
            statistic=settings.statistic,
        ),
        comparison=when.comparison,
        threshold=when.threshold,
        evaluation_periods=when.evaluation_periods,
        datapoints_to_alarm=when.datapoints_to_alarm,
        treat_missing_data=settings.missing or alarm.missing,
        region=scope.stage.region,
    )
