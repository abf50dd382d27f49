"""What a metric of a service is read from in a stage, and where it stands in the viewpoint."""

from collections.abc import Iterator
from datetime import timedelta

from tocsin.diagnostics import KeyPath
from tocsin.plan.refusals import AlarmPlaces, MetricPlaces
from tocsin.plan.specs import MetricSpec, SeriesSpec
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Metric, Service


def published_in(context: StageContext, service: Service, metric: str) -> Iterator[StageContext]:
    """Yield the stage in each Region that has a metric: a calculated one where all inputs are."""
    settings = service.metrics[metric]
    inputs = (service.metrics[other].regions for other in settings.of.values())
    return context.in_each(service.regions, settings.regions, *inputs)


def published_every(service: Service, metric: Metric) -> timedelta:
    """Return how often *metric* has a new value: a calculated one when the slowest input has."""
    inputs = [service.metrics[other].period for other in metric.of.values()]
    return max(inputs) if inputs else metric.period


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


def series_places(path: KeyPath, service: Service, metric_name: str) -> AlarmPlaces:
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
