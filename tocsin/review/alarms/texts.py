"""How changes put what an alarm asks, and whom it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.alarms import Comparison as Operator
from tocsin.evaluation import CompositeAlarm
from tocsin.review.words import length, listed, number, short

if TYPE_CHECKING:
    from tocsin.alarms import MetricAlarm, MetricQuery
    from tocsin.review.side import Reach
    from tocsin.simulation import DeployedAlarm

SIGNS = {
    Operator.GREATER: ">",
    Operator.GREATER_OR_EQUAL: ">=",
    Operator.LESS: "<",
    Operator.LESS_OR_EQUAL: "<=",
    Operator.OUTSIDE_BAND: "outside the band",
    Operator.BELOW_BAND: "below the band",
    Operator.ABOVE_BAND: "above the band",
}


def limit(alarm: MetricAlarm) -> str:
    """Return what a datapoint is compared with: `> 5`, `outside the band`."""
    sign = SIGNS[alarm.comparison]
    return sign if alarm.threshold is None else f"{sign} {number(alarm.threshold)}"


def window(alarm: MetricAlarm) -> str:
    """Return how many datapoints decide: `2 of 3 datapoints of 1 minute`."""
    return (
        f"{alarm.datapoints_to_alarm} of {alarm.evaluation_periods} "
        f"datapoint{'' if alarm.evaluation_periods == 1 else 's'} of {length(alarm.period)}"
    )


def read(query: MetricQuery) -> str:
    """Return what a query reads: `Sum of AWS/Lambda Errors (FunctionName orders)`."""
    if query.metric is None:
        return short(query.expression or "")
    dimensions = ", ".join(f"{name} {value}" for name, value in query.metric.dimensions)
    of = f" ({dimensions})" if dimensions else ""
    statistic = query.statistic.text if query.statistic else ""
    return f"{statistic} of {query.metric.namespace} {query.metric.name}{of}".strip()


def condition(deployed: DeployedAlarm | None) -> str:
    """Return when an alarm fires, in words; nothing if that is not known."""
    if deployed is None:
        return ""
    definition = deployed.definition
    if isinstance(definition, CompositeAlarm):
        return short(deployed.template_alarm.text("AlarmRule"))
    asked = definition.query(definition.result_id)
    return f"{read(asked)} {limit(definition)} for {window(definition)}"


def told(reach: Reach) -> str:
    """Say whom an alarm tells."""
    if reach.people:
        return f"tells {listed(reach.people)}"
    if reach.perhaps:
        return f"perhaps tells {listed(reach.perhaps)}"
    if reach.programs:
        return f"tells no person: it starts {listed(reach.programs)}"
    return "tells nobody"
