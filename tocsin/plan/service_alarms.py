"""The alarms that a service defines on its own metrics."""

from tocsin.plan.changes import Change, for_stage, merge, where
from tocsin.plan.period import check_period, check_window
from tocsin.plan.service_series import published_every, service_series
from tocsin.plan.specs import AlarmSpec, qualified, runbook_path
from tocsin.plan.stage_context import KeyPath, StageContext
from tocsin.viewpoint import Alarm, AlarmOverride, Service, slug


def service_alarms(context: StageContext, name: str, service: Service) -> list[AlarmSpec]:
    """Return the service's own alarms, as the stage changes them; report impossible periods."""
    for metric_name, metric in service.metrics.items():
        place = ("services", name, "metrics", metric_name, "period")
        check_period(context, place, metric.period, published=published_every(service, metric))
    specs = []
    for alarm_name, alarm in service.alarms.items():
        settings = merge(_as_change(alarm), for_stage(alarm.stages, context.stage_name))
        if isinstance(settings, AlarmOverride):
            specs.append(_spec(context, name, service, alarm_name, settings))
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
    context: StageContext,
    service_name: str,
    service: Service,
    alarm_name: str,
    settings: AlarmOverride,
) -> AlarmSpec:
    alarm = service.alarms[alarm_name]
    path: KeyPath = ("services", service_name, "alarms", alarm_name)
    metric = service.metrics[alarm.metric]
    period = int(metric.period.total_seconds())
    if settings.period is not None:
        place = where(path, alarm.stages, context.stage_name, "period")
        published = published_every(service, metric)
        period = check_period(context, place, settings.period, published=published)
    when = settings.when or alarm.when
    place = where(path, alarm.stages, context.stage_name, "when")
    check_window(context, place, period=period, evaluation_periods=when.evaluation_periods)
    if metric.expression is not None and settings.statistic is not None:
        context.report(
            where(path, alarm.stages, context.stage_name, "statistic"),
            f"{alarm.metric!r} is calculated and has no statistic of its own",
            "set the statistic at the metrics that it is calculated from",
        )
    page = runbook_path(service_name, alarm_name)
    return AlarmSpec(
        id=f"{slug(service_name)}-{slug(alarm_name)}",
        name=qualified(context.viewpoint.system, context.stage_name, service_name, alarm_name),
        title=f"{alarm_name[:1].upper()}{alarm_name[1:]}",
        service=service_name,
        resource=None,
        severity=settings.severity or alarm.severity,
        owner=service.owner,
        runbook=f"{context.viewpoint.runbooks}/{page}",
        runbook_path=page,
        what_happened=alarm.means,
        why_it_matters=alarm.matters,
        first_action=alarm.first_action,
        series=service_series(
            context,
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
        region=context.stage.region,
    )
