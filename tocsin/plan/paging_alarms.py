"""Alarms that say that the way to people is ill; each takes another way than the one it watches."""

from dataclasses import dataclass

from tocsin.on_call import Severity
from tocsin.plan.specs import (
    AlarmSpec,
    AlertingSpec,
    MetricSpec,
    SeriesSpec,
    TopicSpec,
    qualified,
    runbook_path,
)
from tocsin.plan.stage_context import StageContext

SERVICE = "paging"

_OTHER_WAY: dict[Severity, Severity] = {
    "critical": "warning",
    "warning": "critical",
    "info": "warning",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Symptom:
    id: str
    title: str
    metric: str
    what: str
    action: str


_UNDELIVERED = _Symptom(
    id="undelivered",
    title="undelivered notifications",
    metric="ApproximateNumberOfMessagesVisible",
    what="Notifications of {severity} alarms could not be delivered and wait in {queue}.",
    action="Read the messages in the queue: each is an alarm that somebody has not heard of.",
)
_FAILED = _Symptom(
    id="notifications-failed",
    title="failed notifications",
    metric="NumberOfNotificationsFailed",
    what="Amazon SNS failed to deliver notifications of {severity} alarms.",
    action="Read the delivery failure log of the topic; it names the subscription and the reason.",
)


def paging_alarms(context: StageContext, alerting: AlertingSpec) -> list[AlarmSpec]:
    """Return the alarms on the topics and dead-letter queues of *alerting*."""
    return [
        _spec(context, alerting.region, topic, symptom)
        for topic in alerting.topics
        for symptom in (_UNDELIVERED, _FAILED)
    ]


def _spec(context: StageContext, region: str, topic: TopicSpec, symptom: _Symptom) -> AlarmSpec:
    parts = [topic.severity, symptom.id]
    if region != context.stage.region:
        parts.append(region)
    page = runbook_path(SERVICE, symptom.id)
    return AlarmSpec(
        id="-".join((SERVICE, *parts)),
        name=qualified(context.viewpoint.system, context.stage_name, SERVICE, *parts),
        title=f"{topic.severity}: {symptom.title}",
        service=SERVICE,
        resource=topic.name,
        severity=_OTHER_WAY[topic.severity],
        owner=context.viewpoint.owner,
        runbook=f"{context.viewpoint.runbooks}/{page}",
        runbook_path=page,
        what_happened=symptom.what.format(severity=topic.severity, queue=topic.dead_letter_queue),
        why_it_matters="Somebody who should know of an incident does not.",
        first_action=symptom.action,
        series=_series(topic, symptom),
        comparison="GreaterThanOrEqualToThreshold",
        threshold=1,
        evaluation_periods=1,
        datapoints_to_alarm=1,
        treat_missing_data="notBreaching",
        region=region,
    )


def _series(topic: TopicSpec, symptom: _Symptom) -> SeriesSpec:
    if symptom is _UNDELIVERED:
        metric = MetricSpec(
            id="value",
            namespace="AWS/SQS",
            name=symptom.metric,
            dimensions=(("QueueName", topic.dead_letter_queue),),
            statistic="Maximum",
            unit="Count",
        )
    else:
        metric = MetricSpec(
            id="value",
            namespace="AWS/SNS",
            name=symptom.metric,
            dimensions=(("TopicName", topic.name),),
            statistic="Sum",
            unit="Count",
        )
    return SeriesSpec(
        label=symptom.title[:1].upper() + symptom.title[1:],
        expression=None,
        metrics=(metric,),
        period=60,
        unit="count",
    )
