"""The alarms on the way to people itself: topics, dead-letter queues, SMS and event rules."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tocsin.on_call import Severity
from tocsin.plan.alarm_settings import AlarmSettings, assemble_alarm
from tocsin.plan.refusals import AlarmPlaces
from tocsin.plan.sms_limit import sms_limit_alarms
from tocsin.plan.specs import (
    PAGING_SERVICE,
    AlarmSpec,
    AlertingSpec,
    EventRuleSpec,
    IncidentsSpec,
    MetricSpec,
    SeriesSpec,
    TopicSpec,
    runbook_path,
)
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import freshness_in_catalogue
from tocsin.viewpoint import Condition

_OTHER_WAY: dict[Severity, Severity] = {
    "critical": "warning",
    "warning": "critical",
    "info": "warning",
}
"""Which severity's topic says that the topic of another one is ill."""


def _has_subscriptions(topic: TopicSpec) -> bool:
    return bool(topic.subscriptions)


def _fills_its_queue(topic: TopicSpec) -> bool:
    return topic.has_events or _has_subscriptions(topic)


def _filters(topic: TopicSpec) -> bool:
    return any(each.is_of_people for each in topic.subscriptions)


def _always(_: TopicSpec) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Symptom:
    """What can be wrong with a topic.

    Attributes:
        id: Names the alarm and its runbook.
        title: A few words for lists.
        metric: The metric that shows it.
        dimension: Whether the topic has it, or its dead-letter queue.
        statistic: The metric's.
        what: What happened, with places for the severity and the queue.
        matters: Why it matters.
        action: What to do first.
        is_possible: Whether a topic can have it at all; an alarm that cannot fire is none.
    """

    id: str
    title: str
    metric: str
    dimension: Literal["QueueName", "TopicName"] = "TopicName"
    statistic: str = "Sum"
    what: str
    matters: str = "Somebody who should know of an incident does not."
    action: str
    is_possible: Callable[[TopicSpec], bool]


_SYMPTOMS = (
    _Symptom(
        id="undelivered",
        title="undelivered notifications",
        metric="ApproximateNumberOfMessagesVisible",
        dimension="QueueName",
        statistic="Maximum",
        what="Notifications of {severity} alarms could not be delivered and wait in {queue}.",
        action="Read the messages in the queue: each is an alarm that somebody has not heard of.",
        is_possible=_fills_its_queue,
    ),
    # A queue that is idle reports late, and mails are tried for hours before they go there.
    _Symptom(
        id="notifications-failed",
        title="failed notifications",
        metric="NumberOfNotificationsFailed",
        what="Amazon SNS failed to deliver notifications of {severity} alarms.",
        action="Read the delivery failure log of the topic; it names the subscription and the "
        "reason.",
        is_possible=_always,
    ),
    _Symptom(
        id="notifications-lost",
        title="lost notifications",
        metric="NumberOfNotificationsFailedToRedriveToDlq",
        what="Notifications of {severity} alarms could neither be delivered nor be kept in "
        "{queue}.",
        matters="They are gone: nobody can look up later which alarms were missed.",
        action="List the alarms that are on now and tell people; then compare the policy of the "
        "queue with its stack.",
        is_possible=_has_subscriptions,
    ),
    _Symptom(
        id="notifications-unreadable",
        title="unreadable notifications",
        metric="NumberOfNotificationsFilteredOut-InvalidMessageBody",
        what="Somebody sent to the topic of {severity} alarms what is not a JSON object, and no "
        "person received it.",
        matters="People are told only of what the filter of their subscriptions can read.",
        action="Find out who publishes to the topic, and let it send JSON, through a rule of "
        "EventBridge if need be.",
        is_possible=_filters,
    ),
)


def paging_alarms(
    context: StageContext, alerting: AlertingSpec, incidents: IncidentsSpec | None = None
) -> Iterator[AlarmSpec]:
    """Yield the alarms on the topics of *alerting*, and on what SMS may cost there.

    They say that people are not reached, so each notifies another topic than the one it watches.

    Args:
        context: The stage.
        alerting: The topics of a Region.
        incidents: What pages people one after the other there, if anything does.
    """
    context = context.at(alerting.region)
    for topic in alerting.topics:
        for symptom in _SYMPTOMS:
            if symptom.is_possible(topic):
                yield _alarm(context, topic, symptom)
    yield from sms_limit_alarms(context, alerting, incidents)


def event_alarms(context: StageContext, events: Iterable[EventRuleSpec]) -> Iterator[AlarmSpec]:
    """Yield the alarms on rules that a topic refuses: nothing else would tell of such an event."""
    for event in events:
        if event.name is not None:
            yield _event_alarm(context, event, event.name)


def _event_alarm(context: StageContext, event: EventRuleSpec, rule: str) -> AlarmSpec:
    title = "lost events"
    return assemble_alarm(
        context,
        _once_in_a_minute(_OTHER_WAY[event.severity]),
        names=(PAGING_SERVICE, event.id, "events-lost"),
        title=f"{event.title}: {title}",
        resource=rule,
        owner=context.viewpoint.owner,
        runbook=runbook_path(PAGING_SERVICE, "events-lost"),
        what_happened=f"EventBridge could not hand events of the rule {rule} to the topic of "
        f"{event.severity} alarms.",
        why_it_matters="Nobody is told of what these events are about; they wait in "
        f"{event.dead_letter_queue}.",
        first_action="Compare the policies of the topic and of its key with the alerting stack.",
        series=_series(
            title,
            period=60,
            unit="count",
            metric=MetricSpec(
                id="value",
                namespace="AWS/Events",
                name="FailedInvocations",
                dimensions=(("RuleName", rule),),
                statistic="Sum",
                unit="Count",
            ),
        ),
        places=AlarmPlaces(whole=("severities", _OTHER_WAY[event.severity], "respond_within")),
    )


def _once_in_a_minute(severity: Severity) -> AlarmSettings:
    return AlarmSettings(
        severity=severity,
        condition=Condition(comparison="GreaterThanOrEqualToThreshold", threshold=1),
        period=60,
        treat_missing_data="notBreaching",
    )


def _alarm(context: StageContext, topic: TopicSpec, symptom: _Symptom) -> AlarmSpec:
    of_queue = symptom.dimension == "QueueName"
    return assemble_alarm(
        context,
        _once_in_a_minute(_OTHER_WAY[topic.severity]),
        names=(PAGING_SERVICE, topic.severity, symptom.id),
        title=f"{topic.severity}: {symptom.title}",
        resource=topic.name,
        owner=context.viewpoint.owner,
        runbook=runbook_path(PAGING_SERVICE, symptom.id),
        what_happened=symptom.what.format(severity=topic.severity, queue=topic.dead_letter_queue),
        why_it_matters=symptom.matters,
        first_action=symptom.action,
        series=_series(
            symptom.title,
            period=60,
            unit="count",
            metric=MetricSpec(
                id="value",
                namespace="AWS/SQS" if of_queue else "AWS/SNS",
                name=symptom.metric,
                dimensions=(
                    (symptom.dimension, topic.dead_letter_queue if of_queue else topic.name),
                ),
                statistic=symptom.statistic,
                unit="Count",
            ),
        ),
        places=AlarmPlaces(whole=("severities", _OTHER_WAY[topic.severity], "respond_within")),
        freshness=freshness_in_catalogue("sqs_queue" if of_queue else "sns_topic", symptom.metric),
    )


def _series(title: str, *, period: int, unit: str, metric: MetricSpec) -> SeriesSpec:
    label = title[:1].upper() + title[1:]
    return SeriesSpec(label=label, expression=None, metrics=(metric,), period=period, unit=unit)
