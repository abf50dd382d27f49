"""The metrics that a service publishes, and the alarms that it defines on them."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import timedelta

from tocsin.diagnostics import KeyPath
from tocsin.plan.alarm_settings import (
    AlarmChanges,
    AlarmSettings,
    assemble_alarm,
)
from tocsin.plan.period import check_period
from tocsin.plan.refusals import AlarmPlaces, MetricPlaces, check_series
from tocsin.plan.specs import AlarmSpec, MetricSpec, SeriesSpec, runbook_path
from tocsin.plan.stage_context import StageContext
from tocsin.plan.thresholds import settings_by_threshold
from tocsin.plan.time_to_page import declared, freshness_of_own
from tocsin.viewpoint import Alarm, AlarmOverride, Metric, Service


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
    return alarms


def _check_metrics(
    context: StageContext, name: str, service: Service, *, checked: Collection[SeriesSpec]
) -> None:
    """Report impossible metrics; what is wrong with a series of an alarm has been said there."""
    for metric_name, metric in service.metrics.items():
        key_path = ("services", name, "metrics", metric_name, "period")
        check_period(context, key_path, metric.period, published=_published_every(service, metric))
        series = service_series(
            context, service_name=name, service=service, metric_name=metric_name
        )
        if series not in checked:
            places = _series_places(("services", name, "metrics"), service, metric_name)
            check_series(context, places, series)


def published_in(context: StageContext, service: Service, metric: str) -> Iterator[StageContext]:
    """Yield the stage in each Region that has a metric: a calculated one where all inputs are."""
    settings = service.metrics[metric]
    inputs = (service.metrics[other].regions for other in settings.of.values())
    return context.in_each(service.regions, settings.regions, *inputs)


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
        published=_published_every(service, service.metrics[alarm.metric]),
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
        quiet=alarm.quiet or (),
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
    if metric.expression is not None and settings.statistic is not None:
        context.report(
            "statistic-of-expression",
            changes.setting_path("statistic"),
            f"{alarm.metric!r} is calculated and has no statistic of its own",
            "set the statistic at the metrics that it is calculated from",
        )
    return assemble_alarm(
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
            _series_places(("services", service_name, "metrics"), service, alarm.metric),
            whole=changes.key_path,
            properties=changes.properties(settings.condition_path),
        ),
        freshness=freshness_of_own(service, metric),
        stack=alarm.alarm_stack,
    )


def service_series(
    context: StageContext,
    *,
    service_name: str,
    service: Service,
    metric_name: str,
    period: int | None = None,
    statistic: str | None = None,
) -> SeriesSpec:
    """Return the series of a metric of a service.

    Args:
        context: The stage.
        service_name: The service's name, for problems.
        service: The service.
        metric_name: The metric's name in the viewpoint.
        period: Seconds; the metric's own if not given.
        statistic: In place of the metric's own; ignored for a calculated metric.
    """
    metric = service.metrics[metric_name]
    key_path = ("services", service_name, "metrics", metric_name)
    if metric.expression is None:
        metrics = [_metric(context, key_path, "value", metric, statistic)]
    else:
        metrics = [
            _metric(context, (*key_path[:-1], other), id_, service.metrics[other], None)
            for id_, other in metric.of.items()
        ]
    return SeriesSpec(
        label=f"{metric_name[:1].upper()}{metric_name[1:]}",
        expression=metric.expression,
        metrics=tuple(metrics),
        period=period or int(metric.period.total_seconds()),
        unit=metric.unit,
    )


def _series_places(path: KeyPath, service: Service, metric_name: str) -> AlarmPlaces:
    """Return where what a series of a service is made of stands; *path* is that of the metrics."""
    metric, whole = service.metrics[metric_name], (*path, metric_name)
    read = metric.of if metric.expression is not None else {"value": metric_name}
    return AlarmPlaces(
        whole=whole,
        queries=(*whole, "of"),
        expression=(*whole, "expression"),
        metrics={
            id_: _metric_places((*path, name), service.metrics[name]) for id_, name in read.items()
        },
    )


def _metric_places(path: KeyPath, metric: Metric) -> MetricPlaces:
    return MetricPlaces(
        whole=path,
        properties={
            "Namespace": (*path, "namespace"),
            "MetricName": (*path, "metric"),
            **dict.fromkeys(("Statistic", "ExtendedStatistic", "Stat"), (*path, "statistic")),
            "Dimensions": (*path, "dimensions"),
        },
        dimensions={name: (*path, "dimensions", name) for name in metric.dimensions},
    )


def _published_every(service: Service, metric: Metric) -> timedelta:
    """Return how often *metric* has a new value: a calculated one when the slowest input has."""
    inputs = [service.metrics[other].period for other in metric.of.values()]
    return max(inputs) if inputs else metric.period


def _metric(
    context: StageContext, key_path: KeyPath, id_: str, metric: Metric, statistic: str | None
) -> MetricSpec:
    return MetricSpec(
        id=id_,
        namespace=context.fill((*key_path, "namespace"), metric.namespace or ""),
        name=metric.metric or "",
        dimensions=tuple(
            sorted(
                (name, context.identify((*key_path, "dimensions", name), value))
                for name, value in metric.dimensions.items()
            )
        ),
        statistic=statistic or metric.statistic or "",
        unit=metric.unit,
    )
