"""Alarms that say that the way to people is ill; each takes another way than the one it watches."""

from dataclasses import dataclass
from typing import Literal

from tocsin.on_call import Severity
from tocsin.plan.alarm_settings import AlarmSettings, assemble_alarm
from tocsin.plan.specs import (
    AlarmSpec,
    AlertingSpec,
    MetricSpec,
    SeriesSpec,
    TopicSpec,
    runbook_path,
)
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Condition

PAGING_SERVICE = "paging"

_OTHER_WAY: dict[Severity, Severity] = {
    "critical": "warning",
    "warning": "critical",
    "info": "warning",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Symptom:
    id: str
    title: str
    namespace: str
    metric: str
    dimension: Literal["QueueName", "TopicName"]
    statistic: str
    what: str
    action: str


_UNDELIVERED = _Symptom(
    id="undelivered",
    title="undelivered notifications",
    namespace="AWS/SQS",
    metric="ApproximateNumberOfMessagesVisible",
    dimension="QueueName",
    statistic="Maximum",
    what="Notifications of {severity} alarms could not be delivered and wait in {queue}.",
    action="Read the messages in the queue: each is an alarm that somebody has not heard of.",
)
_FAILED = _Symptom(
    id="notifications-failed",
    title="failed notifications",
    namespace="AWS/SNS",
    metric="NumberOfNotificationsFailed",
    dimension="TopicName",
    statistic="Sum",
    what="Amazon SNS failed to deliver notifications of {severity} alarms.",
    action="Read the delivery failure log of the topic; it names the subscription and the reason.",
)


def paging_alarms(context: StageContext, alerting: AlertingSpec) -> list[AlarmSpec]:
    """Return the alarms on the topics and dead-letter queues of *alerting*."""
    return [
        _alarm(context, alerting.region, topic, symptom)
        for topic in alerting.topics
        for symptom in (_UNDELIVERED, _FAILED)
    ]


def _alarm(context: StageContext, region: str, topic: TopicSpec, symptom: _Symptom) -> AlarmSpec:
    elsewhere = () if region == context.stage.region else (region,)
    return assemble_alarm(
        context,
        AlarmSettings(
            severity=_OTHER_WAY[topic.severity],
            condition=Condition(comparison="GreaterThanOrEqualToThreshold", threshold=1),
            period=60,
            treat_missing_data="notBreaching",
        ),
        names=(PAGING_SERVICE, topic.severity, symptom.id, *elsewhere),
        title=f"{topic.severity}: {symptom.title}",
        resource=topic.name,
        owner=context.viewpoint.owner,
        runbook=runbook_path(PAGING_SERVICE, symptom.id),
        what_happened=symptom.what.format(severity=topic.severity, queue=topic.dead_letter_queue),
        why_it_matters="Somebody who should know of an incident does not.",
        first_action=symptom.action,
        series=SeriesSpec(
            label=symptom.title[:1].upper() + symptom.title[1:],
            expression=None,
            metrics=(_metric(topic, symptom),),
            period=60,
            unit="count",
        ),
        region=region,
    )


def _metric(topic: TopicSpec, symptom: _Symptom) -> MetricSpec:
    watched = {"QueueName": topic.dead_letter_queue, "TopicName": topic.name}
    return MetricSpec(
        id="value",
        namespace=symptom.namespace,
        name=symptom.metric,
        dimensions=((symptom.dimension, watched[symptom.dimension]),),
        statistic=symptom.statistic,
        unit="Count",
    )
