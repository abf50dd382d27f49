"""The metrics that a service publishes, and the alarms that it defines on them."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import timedelta

from tocsin.plan.alarm_settings import (
    AlarmChanges,
    AlarmSettings,
    assemble_alarm,
)
from tocsin.plan.heartbeats import heartbeats
from tocsin.plan.metric_quiet import lengthened
from tocsin.plan.metric_series import (
    published_every,
    published_in,
    series_places,
    service_series,
)
from tocsin.plan.period import check_period
from tocsin.plan.refusals import check_series
from tocsin.plan.specs import AlarmSpec, SeriesSpec, runbook_path
from tocsin.plan.stage_context import StageContext
from tocsin.plan.thresholds import settings_by_threshold
from tocsin.plan.time_to_page import Freshness, declared, freshness_of_own
from tocsin.plan.traffic import check_false_pages, quiet_metric, traffic_of
from tocsin.viewpoint import Alarm, AlarmOverride, Metric, Service

_LONGEST_REFILL = timedelta(hours=12)
"""Beyond it an alarm looks back over what is quiet and what is not, whenever it is evaluated."""


def service_alarms(context: StageContext, name: str, service: Service) -> list[AlarmSpec]:
    """Return the service's own alarms, as the stage changes them; report impossible metrics."""
    alarms = [
        built
        for alarm_name, alarm in service.alarms.items()
        for there in published_in(context, service, alarm.metric)
        if alarm.regions is None or there.region in alarm.regions
        for built in _alarms(there, name, service, alarm_name)
    ]
    _check_metrics(context, name, service, checked={alarm.series for alarm in alarms})
    return [*alarms, *heartbeats(context, name, service)]


def _check_metrics(
    context: StageContext, name: str, service: Service, *, checked: Collection[SeriesSpec]
) -> None:
    """Report impossible metrics; what is wrong with a series of an alarm has been said there."""
    for metric_name, metric in service.metrics.items():
        key_path = ("services", name, "metrics", metric_name, "period")
        check_period(context, key_path, metric.period, published=published_every(service, metric))
        series = service_series(
            context, service_name=name, service=service, metric_name=metric_name
        )
        if series not in checked:
            places = series_places(("services", name, "metrics"), service, metric_name)
            check_series(context, places, series)


def _alarms(
    context: StageContext, service_name: str, service: Service, name: str
) -> Iterator[AlarmSpec]:
    """Yield what an alarm of the service becomes: one alarm for each of its thresholds."""
    alarm = service.alarms[name]
    changes = AlarmChanges(
        key_path=("services", service_name, "alarms", name),
        general=AlarmOverride(period=alarm.period, statistic=alarm.statistic),
        stages=alarm.stages,
        stage=context.stage_name,
    )
    found = settings_by_threshold(
        context,
        _defaults(alarm, service.metrics[alarm.metric]),
        changes,
        thresholds=alarm.thresholds,
        published=published_every(service, service.metrics[alarm.metric]),
    )
    for settings in found:
        yield _alarm(context, (service_name, name), service, changes, settings)


def _defaults(alarm: Alarm, metric: Metric) -> AlarmSettings:
    """Return what holds in all stages; of several thresholds the most urgent stands for all."""
    severity, condition = alarm.severity, alarm.when
    if severity is None or condition is None:
        severity, threshold = next(iter(alarm.thresholds.items()))
        condition = threshold.when
    return AlarmSettings(
        severity=severity,
        condition=condition,
        period=int(metric.period.total_seconds()),
        treat_missing_data=alarm.missing,
        warm_up=alarm.warm_up,
        detect_within=declared(alarm.detect_within),
        quiet=alarm.quiet,
    )


def _alarm(
    context: StageContext,
    names: tuple[str, str],
    service: Service,
    changes: AlarmChanges,
    settings: AlarmSettings,
) -> AlarmSpec:
    service_name, name = names
    alarm = service.alarms[name]
    metric = service.metrics[alarm.metric]
    freshness = freshness_of_own(service, metric)
    settings = _with_quiet_of_metric(service, alarm.metric, settings, freshness)
    traffic = traffic_of(context, service, alarm.metric, settings, freshness)
    waits = traffic is not None and traffic.alarm.on_few
    if metric.expression is not None and settings.statistic is not None:
        context.report(
            "statistic-of-expression",
            changes.setting_path("statistic"),
            f"{alarm.metric!r} is calculated and has no statistic of its own",
            "set the statistic at the metrics that it is calculated from",
        )
    built = assemble_alarm(
        context,
        settings,
        names=names,
        title=f"{name[:1].upper()}{name[1:]}",
        resource=None,
        owner=service.owner,
        runbook=runbook_path(service_name, name),
        what_happened=alarm.means,
        why_it_matters=alarm.matters,
        first_action=alarm.first_action,
        series=service_series(
            context,
            service_name=service_name,
            service=service,
            metric_name=alarm.metric,
            period=settings.period,
            statistic=settings.statistic,
        ),
        places=replace(
            series_places(("services", service_name, "metrics"), service, alarm.metric),
            whole=changes.key_path,
            properties=changes.properties(settings.condition_path),
        ),
        freshness=replace(freshness, waits_for_events=waits),
        stack=alarm.alarm_stack,
        traffic=traffic,
    )
    check_false_pages(context, settings.condition_path or changes.setting_path("when"), built)
    return built


def _with_quiet_of_metric(
    service: Service, metric: str, settings: AlarmSettings, freshness: Freshness
) -> AlarmSettings:
    """Return *settings*, quiet while the metric has no events if they say nothing about that.

    An alarm on few events still sees the silence while its periods are filled anew.
    """
    quiet = quiet_metric(service, metric).quiet
    if settings.quiet is not None or not quiet or not settings.condition.is_lower:
        return settings
    window = settings.period * settings.condition.evaluation_periods + freshness.delay.worst
    later = min(timedelta(seconds=window), _LONGEST_REFILL)
    return replace(settings, quiet=lengthened(quiet, later), is_normally_quiet=True)
