"""A hop of a notification's way that nothing passes."""

from collections.abc import Iterator, Mapping

from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.loss import Loss
from tocsin.checks.lost_notifications import closed_hops, unknown_hops
from tocsin.checks.subject import Subject
from tocsin.delivery import Hop
from tocsin.diagnostics import Problem

_ID = "delivery/closed-hop"
_OF_TOPICS = (Hop.TOPIC_POLICY, Hop.TOPIC_KEY, Hop.FILTER)
"""What the checks of topics name, with a place and a fix of their own."""

_FIXES: Mapping[Hop, str] = {
    Hop.ACTION: "name what an alarm can do by its ARN: an SNS topic, a function, a scaling policy",
    Hop.READING: "let the event source mapping run the function for each message of the queue",
    Hop.FUNCTION: "give the function what it needs to run: its handler, its variables, and "
    "concurrency",
    Hop.TABLE: "let TABLE name the table of incidents, and allow its use in a policy of the role",
    Hop.ROLE: "allow it in a policy of the role",
    Hop.PAGE_FUNCTION: "allow lambda:InvokeFunction on it in a policy of the machine's role",
    Hop.CHAT: "let the channel hear a standard topic of a partition that has chat",
    Hop.QUEUE_KEY: "encrypt the queue with a key whose policy allows sns.amazonaws.com kms:Decrypt "
    "and kms:GenerateDataKey*",
    Hop.QUEUE_POLICY: "add an AWS::SQS::QueuePolicy that allows sns.amazonaws.com sqs:SendMessage, "
    "with the topic as aws:SourceArn",
    Hop.SUBSCRIPTION: "mend the subscription, or remove it",
}


def _find(subject: Subject) -> Iterator[Verdict]:
    for loss in closed_hops(subject):
        obstacle = loss.obstacle
        if obstacle.hop in _OF_TOPICS or loss.is_at_target or loss.is_in_other_region:
            continue
        yield Problem(
            kind=_ID,
            where=loss.where,
            what=f"nothing passes the {obstacle.hop}: {obstacle.why}",
            why=f"{loss.outcome} ({obstacle.source})",
            fix=_fix(loss),
            severity=loss.severity,
        )
    for loss in unknown_hops(subject):
        if loss.is_at_target:
            continue
        fix = _what_decides(loss)
        why = loss.obstacle.why.replace(f"; {fix}", "")
        yield Undecided(
            check=_ID,
            where=loss.where,
            why=f"whether notifications of {loss.notifiers} pass the {loss.obstacle.hop}: {why}",
            fix=fix,
        )


def _fix(loss: Loss) -> str:
    if loss.obstacle.hop is not Hop.FUNCTION_POLICY:
        return _FIXES.get(loss.obstacle.hop, "mend it, or remove it")
    service = "lambda.alarms.cloudwatch.amazonaws.com" if loss.is_by_alarm else "sns.amazonaws.com"
    source = "alarm" if loss.is_by_alarm else "topic"
    return (
        f"add an AWS::Lambda::Permission that lets {service} do lambda:InvokeFunction, with the "
        f"{source} as SourceArn"
    )


def _what_decides(loss: Loss) -> str:
    resource = loss.obstacle.resource
    known = resource.why_unknown(loss.obstacle.key_path) if resource else None
    if known is not None:
        return known[1]
    decided = resource.what_decides_it if resource else None
    return decided or "give the values that its parameters, account and Region have"


CHECK = Check(
    id=_ID,
    title="Every hop from an alarm to who is told lets its notifications pass.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html",
        "https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html",
    ),
)
