"""The series of numbers that a service publishes."""

from datetime import timedelta

from tocsin.plan.specs import MetricSpec, SeriesSpec
from tocsin.plan.stage_context import KeyPath, StageContext
from tocsin.viewpoint import Metric, Service


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
    path: KeyPath = ("services", service_name, "metrics", metric_name)
    metrics: tuple[MetricSpec, ...]
    if metric.expression is None:
        metrics = (_published(context, path, "value", metric, statistic),)
    else:
        metrics = tuple(
            _published(context, path, word, service.metrics[other], None)
            for word, other in metric.of.items()
        )
    return SeriesSpec(
        label=f"{metric_name[:1].upper()}{metric_name[1:]}",
        expression=metric.expression,
        metrics=metrics,
        period=period or int(metric.period.total_seconds()),
        unit=metric.unit,
    )


def published_every(service: Service, metric: Metric) -> timedelta:
    """Return how often *metric* has a new value: a calculated one when the slowest input has."""
    inputs = [service.metrics[other].period for other in metric.of.values()]
    return max(inputs) if inputs else metric.period


def _published(
    context: StageContext, path: KeyPath, word: str, metric: Metric, statistic: str | None
) -> MetricSpec:
    return MetricSpec(
        id=word,
        namespace=context.fill((*path, "namespace"), metric.namespace or ""),
        name=metric.metric or "",
        dimensions=tuple(
            sorted(
                (name, context.identify((*path, "dimensions", name), value))
                for name, value in metric.dimensions.items()
            )
        ),
        statistic=statistic or metric.statistic or "",
        unit=metric.unit,
    )
