"""What an objective is read from: the share of bad events, and what is left of its budget."""

from collections.abc import Iterator
from dataclasses import replace

from tocsin.diagnostics import plain_number
from tocsin.plan.metric_series import published_in, service_series
from tocsin.plan.specs import MetricSpec, SeriesSpec, renamed
from tocsin.plan.stage_context import StageContext
from tocsin.timing import HOUR
from tocsin.viewpoint import Objective, Service

_WHOLE = 100

Names = tuple[str, str]
"""A service, and its objective."""


def objective_title(name: str) -> str:
    """Return what people call an objective."""
    return f"{name[:1].upper()}{name[1:]}"


def stages_with(
    context: StageContext, service: Service, objective: Objective
) -> Iterator[StageContext]:
    """Yield the stage in each Region that has both metrics of an objective."""
    others = {there.region for there in published_in(context, service, objective.total)}
    for there in published_in(context, service, objective.bad):
        if there.region in others:
            yield there


def failing_share(
    context: StageContext, names: Names, service: Service, *, seconds: int, least: int
) -> SeriesSpec:
    """Return the share of bad events in percent.

    Args:
        context: The stage.
        names: The service and the objective.
        service: The service.
        seconds: The period.
        least: From how many bad events on there is a share; below it is 0.
    """
    (bad, total), metrics = _counted(context, names, service, seconds)
    share = f"100 * {bad} / {total}"
    return SeriesSpec(
        label=f"{objective_title(names[1])}: share that fails",
        expression=share if least <= 1 else f"IF({bad} >= {least}, {share}, 0)",
        metrics=metrics,
        period=seconds,
        unit="percent",
    )


def budget_left(context: StageContext, names: Names, service: Service) -> SeriesSpec:
    """Return how much is left of the error budget, in percent, of what is shown so far."""
    (bad, total), metrics = _counted(context, names, service, HOUR)
    budget = round(_WHOLE - service.objectives[names[1]].target, 10)
    factor = plain_number(round(_WHOLE * _WHOLE / budget, 6))
    return SeriesSpec(
        label=f"{objective_title(names[1])}: error budget left",
        expression=f"100 - {factor} * RUNNING_SUM(FILL({bad}, 0)) / RUNNING_SUM(FILL({total}, 0))",
        metrics=metrics,
        period=HOUR,
        unit="percent",
    )


def _counted(
    context: StageContext, names: Names, service: Service, seconds: int
) -> tuple[tuple[str, str], tuple[MetricSpec, ...]]:
    """Return how bad and all events stand in an expression, and the metrics in it."""
    objective = service.objectives[names[1]]
    words: list[str] = []
    metrics: list[MetricSpec] = []
    for id_, metric in (("bad", objective.bad), ("total", objective.total)):
        read = service_series(
            context,
            service_name=names[0],
            service=service,
            metric_name=metric,
            period=seconds,
        )
        ids = {each.id: f"{id_}_{each.id}" for each in read.metrics}
        if read.expression is None:
            ids = dict.fromkeys(ids, id_)
            words.append(id_)
        else:
            words.append(f"({renamed(read.expression, ids)})")
        metrics += [replace(each, id=ids[each.id]) for each in read.metrics]
    return (words[0], words[1]), tuple(metrics)
