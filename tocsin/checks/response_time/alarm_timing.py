"""What decides how soon an alarm of a template notices, as far as is known of its metrics."""

from collections.abc import Iterator

from tocsin.alarms import WallClockWindow
from tocsin.checks.known_alarm import KnownAlarm
from tocsin.checks.known_metric import KnownMetric
from tocsin.timing import (
    MADE_OF_LOG_EVENTS,
    MINUTE,
    PUT_BY_APPLICATIONS,
    AlarmTiming,
    Delay,
    latest,
)

_OF_AWS = "AWS/"
_NOT_KNOWN = Delay(typical=0, worst=0, source="not known, and left out")
"""What is certain all the same is that a page comes no sooner than this allows."""


def timing_of(known: KnownAlarm) -> AlarmTiming:
    """Return what decides how soon a metric alarm notices.

    The delay of its data is that of its tag, or of the catalogue, or what is assumed of metrics of
    applications and of metric filters; of other metrics none is counted.
    """
    definition, deployed = known.definition, known.alarm.deployed
    period = definition.period
    tagged = deployed.delay if deployed else None
    return AlarmTiming(
        period=period,
        evaluation_periods=definition.evaluation_periods,
        datapoints_to_alarm=definition.datapoints_to_alarm,
        interval=max(
            (_interval(each, period) for each in known.metrics.values()),
            default=min(MINUTE, period),
        ),
        delay=tagged or latest(_delays(known)),
        is_wall_clock=isinstance(definition.window, WallClockWindow),
    )


def _interval(metric: KnownMetric, period: int) -> int:
    if metric.facts is None or not metric.facts.publications:
        return min(MINUTE, period)
    return min(metric.facts.interval or period, period)


def _delays(known: KnownAlarm) -> Iterator[Delay]:
    yield _NOT_KNOWN
    for each in known.metrics.values():
        if each.filtered is not None:
            yield MADE_OF_LOG_EVENTS
        elif not each.metric.namespace.startswith(_OF_AWS):
            yield PUT_BY_APPLICATIONS
        elif each.facts is not None and each.facts.publications:
            delays = [one.metric.delay for one in each.facts.publications]
            yield min(delays, key=lambda delay: (delay.typical, delay.worst))
