"""Topics, subscriptions and chat channels, from the escalation policies, and the alarms on them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from tocsin.diagnostics import KeyPath, quoted
from tocsin.on_call import SEVERITIES, Severity
from tocsin.plan.alarm_settings import AlarmSettings, assemble_alarm
from tocsin.plan.specs import (
    AlarmSpec,
    AlertingSpec,
    ChatSpec,
    MetricSpec,
    Protocol,
    SeriesSpec,
    SubscriptionSpec,
    TopicSpec,
    qualified,
    runbook_path,
)
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Condition, Contact, Rotation, Tier

PAGING_SERVICE = "paging"
"""What the alarms on topics have in place of a service of the viewpoint."""

_PROTOCOLS: tuple[Protocol, ...] = ("email", "sms", "https", "sqs")

_OTHER_WAY: dict[Severity, Severity] = {
    "critical": "warning",
    "warning": "critical",
    "info": "warning",
}
"""Which severity's topic says that the topic of another one is ill."""


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


def make_alerting(context: StageContext, region: str) -> AlertingSpec:
    """Return the alerting of *region*: each severity reaches every tier of its policy."""
    return AlertingSpec(
        region=region,
        topics=tuple(_topic(context, severity) for severity in SEVERITIES),
        chats=tuple(_chats(context, region)),
    )


def _tiers(context: StageContext, severity: Severity) -> tuple[Tier, ...]:
    """Return the escalation policy of *severity* in the stage."""
    own = context.stage.escalation.get(severity)
    return own if own is not None else context.viewpoint.escalation[severity]


def _contacts(context: StageContext) -> dict[str, Contact]:
    """Return the contacts of the stage; its own replace the viewpoint's."""
    return {**context.viewpoint.contacts, **context.stage.contacts}


def _topic(context: StageContext, severity: Severity) -> TopicSpec:
    system, stage = context.viewpoint.system, context.stage_name
    name = qualified(system, stage, severity)
    return TopicSpec(
        severity=severity,
        name=name,
        dead_letter_queue=f"{name}-undelivered",
        display_name=f"{system} {stage} {severity}",
        subscriptions=tuple(_subscriptions(context, severity)),
    )


def _reached(context: StageContext, severity: Severity) -> dict[str, int]:
    """Return the contacts of a policy, each with the seconds after which it is first told."""
    reached: dict[str, int] = {}
    for tier in _tiers(context, severity):
        for recipient in tier.recipients:
            for contact in members(recipient, context.viewpoint.on_call):
                reached.setdefault(contact, int(tier.after.total_seconds()))
    return reached


def reached_contacts(context: StageContext) -> dict[str, Contact]:
    """Return the contacts that any policy of the stage reaches."""
    known = _contacts(context)
    names = (name for severity in SEVERITIES for name in _reached(context, severity))
    return {name: known[name] for name in names}


def members(name: str, rotations: Mapping[str, Rotation]) -> Iterator[str]:
    """Yield the contacts that *name*, a contact or a rotation, stands for, each once."""
    waiting, seen = [name], set[str]()
    while waiting:
        member = waiting.pop()
        if member in seen:
            continue
        seen.add(member)
        if member in rotations:
            waiting.extend(reversed(rotations[member].members))
        else:
            yield member


def _subscriptions(context: StageContext, severity: Severity) -> Iterator[SubscriptionSpec]:
    known = _contacts(context)
    owners: dict[str, str] = {}
    for name, after in _reached(context, severity).items():
        contact = known[name]
        for protocol in _PROTOCOLS:
            endpoint = getattr(contact, protocol)
            if endpoint is not None:
                key_path = (*context.contact_path(name), protocol)
                owner = owners.setdefault(f"{protocol} {endpoint}", name)
                if owner != name:
                    _report_same_address(context, key_path, name, owner)
                yield SubscriptionSpec(
                    contact=name,
                    protocol=protocol,
                    endpoint=_endpoint(context.identify(key_path, endpoint)),
                    after=after,
                )


def _report_same_address(
    context: StageContext, key_path: KeyPath, contact: str, owner: str
) -> None:
    """Report that SNS would make one subscription of two, which goes when either of them does.

    https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
    """
    context.report(
        "same-address",
        key_path,
        f"{quoted(contact)} has the address of {quoted(owner)}, and is told of the same alarms",
        f"tell {quoted(owner)} alone, or give {quoted(contact)} another address",
    )


def _endpoint(text: str) -> str:
    if text.startswith("secretsmanager:"):
        return f"{{{{resolve:{text}}}}}"
    return text


def _chats(context: StageContext, region: str) -> Iterator[ChatSpec]:
    # Configurations belong to the account, not to a region, so their names have to differ.
    elsewhere = () if region == context.stage.region else (region,)
    heard: dict[str, list[Severity]] = {}
    for severity in SEVERITIES:
        for name in _reached(context, severity):
            heard.setdefault(name, []).append(severity)
    for name, severities in heard.items():
        contact = _contacts(context)[name]
        configuration = qualified(context.viewpoint.system, context.stage_name, name, *elsewhere)
        chat = partial(ChatSpec, contact=name, severities=tuple(severities))
        if contact.slack is not None:
            yield chat(
                name=f"{configuration}-slack",
                kind="slack",
                workspace=contact.slack.workspace,
                team="",
                channel=contact.slack.channel,
            )
        if contact.teams is not None:
            yield chat(
                name=f"{configuration}-teams",
                kind="teams",
                workspace=contact.teams.tenant,
                team=contact.teams.team,
                channel=contact.teams.channel,
            )


def paging_alarms(context: StageContext, alerting: AlertingSpec) -> list[AlarmSpec]:
    """Return the alarms on the topics and dead-letter queues of *alerting*.

    They say that people are not reached, so each notifies another topic than the one it watches.
    """
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
