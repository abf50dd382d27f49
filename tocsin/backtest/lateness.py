"""How late the data of alarms were, of which a recording says nothing."""

from collections.abc import Iterator, Mapping

from tocsin.catalogue import find_metric
from tocsin.evaluation import MetricAlarm
from tocsin.simulation import AlarmSet


def delays_of(alarms: AlarmSet, given: float | None = None) -> Mapping[str, float]:
    """Return how many seconds late the data of each alarm typically were, by its name.

    What the tag `tocsin:delay` of an alarm says, else what is given for all others, else what the
    catalogue knows of the metrics that it reads. Of metrics that the catalogue does not have,
    nothing is known, and they count as there at once.

    Args:
        alarms: The alarms.
        given: Seconds; None to ask the catalogue.
    """
    tagged = alarms.delays("typical")
    return {
        name: float(tagged[name]) if name in tagged else _delay(alarms, name, given)
        for name in alarms.metric_alarms
    }


def _delay(alarms: AlarmSet, name: str, given: float | None) -> float:
    if given is not None:
        return given
    definition = alarms.metric_alarms[name].definition
    assert isinstance(definition, MetricAlarm)
    return max(_known(definition), default=0.0)


def _known(alarm: MetricAlarm) -> Iterator[float]:
    """Yield the typical delay of each metric of an alarm, of those that are published soonest."""
    for query in alarm.queries:
        facts = find_metric(query.metric.namespace, query.metric.name) if query.metric else None
        if facts is not None and facts.publications:
            yield min(float(each.metric.delay.typical) for each in facts.publications)
