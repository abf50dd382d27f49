"""Values that an alarm compares and that nothing can compute offline: bands, results of queries."""

from collections.abc import Iterator

from tocsin.evaluation import MetricAlarm, MetricData, MetricQuery
from tocsin.simulation.alarm_set import DeployedAlarm
from tocsin.simulation.not_evaluated import NotEvaluated


def not_given(alarm: DeployedAlarm, data: MetricData) -> NotEvaluated | None:
    """Return why an alarm is not evaluated, if the data lack what has to be given to it.

    Args:
        alarm: A metric alarm.
        data: What is given.
    """
    assert isinstance(alarm.definition, MetricAlarm)
    missing = list(_missing(alarm, alarm.definition, data))
    if not missing:
        return None
    names = " and ".join(_name(query, alarm.definition) for query in missing)
    form = " and ".join(_form(query, alarm.name, alarm.definition) for query in missing)
    why = f"{names} {'is' if len(missing) == 1 else 'are'} not given"
    fix = f"give a series {form}"
    return NotEvaluated(
        alarm=alarm.name,
        where=alarm.template_alarm.resource.where(),
        why=f"{why}; {fix}",
        fix=fix,
    )


def _missing(
    alarm: DeployedAlarm, definition: MetricAlarm, data: MetricData
) -> Iterator[MetricQuery]:
    name = alarm.template_alarm.name
    for query in definition.queries:
        calls = query.external_calls if query.expression is not None else ()
        lacks = any(data.supplied(name, call) is None for call in calls)
        is_given = data.supplied(name, query.id) or data.contributors(name, query.id)
        if lacks and not is_given:
            yield query


def _is_band(query: MetricQuery, definition: MetricAlarm) -> bool:
    return query.id == definition.band_id


def _name(query: MetricQuery, definition: MetricAlarm) -> str:
    return f"its band {query.id}" if _is_band(query, definition) else f"the result of {query.id}"


def _form(query: MetricQuery, alarm: str, definition: MetricAlarm) -> str:
    values = "lower: …, upper: …" if _is_band(query, definition) else "values: …"
    if query.contributor_labels:
        values = f"contributor: …, {values}"
    return f"{{alarm: {alarm}, id: {query.id}, {values}}}"
