"""Alarms on metrics that have stopped altogether, which is something else than zero.

An alarm on few orders is blind when orders are no longer counted, and says so in the wrong words
when missing data breach. The heartbeat of a metric tells both apart.
"""

import math
from collections.abc import Iterator

from tocsin.plan.alarm_settings import AlarmSettings, assemble_alarm
from tocsin.plan.metric_series import published_in, service_series
from tocsin.plan.refusals import AlarmPlaces
from tocsin.plan.specs import AlarmSpec, runbook_path
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import Freshness, freshness_of_own
from tocsin.timing import MINUTE, AlarmTiming, DetectWithin, time_by_silence
from tocsin.viewpoint import Condition, Metric, Service

_PERIODS = 3
_NAME = "not reported"
_RUNBOOK = "metric not reported"
_BECAUSE = "CloudWatch looks back before it takes data as missing, and nothing is sooner known"


def heartbeats(context: StageContext, name: str, service: Service) -> Iterator[AlarmSpec]:
    """Yield an alarm for each metric of a service that has to have datapoints."""
    for metric_name, metric in service.metrics.items():
        if metric.heartbeat is not None:
            for there in published_in(context, service, metric_name):
                yield _heartbeat(there, name, service, metric_name)


def _heartbeat(context: StageContext, name: str, service: Service, metric_name: str) -> AlarmSpec:
    metric = service.metrics[metric_name]
    freshness = freshness_of_own(service, metric)
    period = max(MINUTE, int(metric.period.total_seconds()))
    path = ("services", name, "metrics", metric_name)
    assert metric.heartbeat is not None
    return assemble_alarm(
        context,
        AlarmSettings(
            severity=metric.heartbeat,
            condition=Condition(
                comparison="LessThanThreshold",
                threshold=1,
                datapoints_to_alarm=_PERIODS,
                evaluation_periods=_PERIODS,
            ),
            period=period,
            treat_missing_data="breaching",
            statistic="SampleCount",
            detect_within=_detect_within(period, freshness),
        ),
        names=(name, metric_name, _NAME),
        title=f"{metric_name}: no longer reported",
        resource=None,
        owner=service.owner,
        runbook=runbook_path(name, _RUNBOOK),
        what_happened=f"The metric {metric_name} has had no datapoint at all, not even zero.",
        why_it_matters="Alarms on it see nothing, and what they are for may be going on unnoticed.",
        first_action=_first_action(metric),
        series=service_series(
            context,
            service_name=name,
            service=service,
            metric_name=metric_name,
            period=period,
            statistic="SampleCount",
        ),
        places=AlarmPlaces(whole=(*path, "heartbeat")),
        freshness=freshness,
    )


def _first_action(metric: Metric) -> str:
    return (
        f"See whether what publishes {metric.metric} runs, and whether it may put metric data; "
        "then look at the alarms on the metric as if they had fired."
    )


def _detect_within(period: int, freshness: Freshness) -> DetectWithin:
    """Return how long silence of a metric takes to be noticed, which no setting makes shorter."""
    timing = AlarmTiming(
        period=period,
        evaluation_periods=_PERIODS,
        datapoints_to_alarm=_PERIODS,
        interval=min(freshness.interval or period, period),
        delay=freshness.delay,
    )
    minutes = math.ceil(time_by_silence(timing).worst / MINUTE)
    return DetectWithin(time=minutes * MINUTE, because=_BECAUSE)
