"""What the services between an alarm and a person ask for, and with which context keys."""

from collections.abc import Mapping

from tocsin.policies.access.request import ContextValue, Principal, Request
from tocsin.policies.anything import ANYTHING

_KEY_ACTIONS = ("kms:GenerateDataKey", "kms:Decrypt")
_SOURCE_KEYS = ("aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths")


def alarm_publishes(topic: str, alarm: str, account: str) -> Request:
    """Return the request of CloudWatch that publishes the notification of an alarm.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html

    Args:
        topic: The topic's ARN.
        alarm: The alarm's ARN.
        account: The alarm's account.
    """
    context = {**_source(alarm, account), "aws:SourceOwner": account}
    return _by_service("cloudwatch.amazonaws.com", "sns:Publish", topic, context)


def alarm_uses_key(key: str, alarm: str, account: str) -> tuple[Request, ...]:
    """Return the requests of CloudWatch to the key of a topic: all have to pass."""
    context = _source(alarm, account)
    return _key_requests("cloudwatch.amazonaws.com", key, context)


def alarm_invokes(function: str, alarm: str, account: str) -> Request:
    """Return the request of CloudWatch that runs a function as the action of an alarm.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html
    """
    service = "lambda.alarms.cloudwatch.amazonaws.com"
    return _by_service(service, "lambda:InvokeFunction", function, _source(alarm, account))


def rule_publishes(topic: str, rule: str, account: str) -> Request:
    """Return the request of EventBridge that publishes for a rule without a role."""
    context = _source(rule, account)
    return _by_service("events.amazonaws.com", "sns:Publish", topic, context)


def budget_publishes(topic: str, budget: str, account: str) -> Request:
    """Return the request of AWS Budgets that publishes what it warns of.

    https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
    """
    context = _source(budget, account)
    return _by_service("budgets.amazonaws.com", "sns:Publish", topic, context)


def budget_uses_key(key: str, budget: str, account: str) -> tuple[Request, ...]:
    """Return the requests of AWS Budgets to the key of a topic: all have to pass."""
    return _key_requests("budgets.amazonaws.com", key, _source(budget, account))


def rule_sends(queue: str, rule: str, account: str) -> Request:
    """Return the request of EventBridge that writes an event into a queue.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
    """
    return _by_service("events.amazonaws.com", "sqs:SendMessage", queue, _source(rule, account))


def rule_invokes(function: str, rule: str, account: str) -> Request:
    """Return the request of EventBridge that runs a function as the target of a rule."""
    context = _source(rule, account)
    return _by_service("events.amazonaws.com", "lambda:InvokeFunction", function, context)


def rule_uses_key(key: str) -> tuple[Request, ...]:
    """Return the requests of EventBridge to the key of a topic; they tell no source.

    https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    """
    no_source = dict.fromkeys(_SOURCE_KEYS)
    return _key_requests("events.amazonaws.com", key, no_source)


def rule_uses_key_of_queue(key: str) -> tuple[Request, ...]:
    """Return the requests of EventBridge to the key of a queue.

    Whether they tell a source, AWS does not say; the CDK writes policies that rest on it.
    """
    return _key_requests("events.amazonaws.com", key, dict.fromkeys(_SOURCE_KEYS, ANYTHING))


def topic_sends(queue: str, topic: str, account: str) -> Request:
    """Return the request of SNS that writes a message into a queue.

    https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
    """
    return _by_service("sns.amazonaws.com", "sqs:SendMessage", queue, _source(topic, account))


def topic_uses_key(key: str, topic: str, account: str) -> tuple[Request, ...]:
    """Return the requests of SNS to the key of a queue: all have to pass."""
    return _key_requests("sns.amazonaws.com", key, _source(topic, account))


def topic_invokes(function: str, topic: str, account: str) -> Request:
    """Return the request of SNS that runs a function which has subscribed."""
    context = _source(topic, account)
    return _by_service("sns.amazonaws.com", "lambda:InvokeFunction", function, context)


def _source(arn: str, account: str) -> Mapping[str, ContextValue]:
    """Return what a service tells of the resource for which it acts.

    Of an alarm with characters beyond ASCII in its name, AWS says to compare the account alone.
    Which organization an account belongs to, no template tells.
    """
    return {
        "aws:SourceArn": arn if arn.isascii() else ANYTHING,
        "aws:SourceAccount": account or ANYTHING,
    }


def _key_requests(
    service: str, key: str, context: Mapping[str, ContextValue]
) -> tuple[Request, ...]:
    return tuple(_by_service(service, action, key, context) for action in _KEY_ACTIONS)


def _by_service(
    service: str, action: str, resource: str, context: Mapping[str, ContextValue]
) -> Request:
    return Request(
        principal=Principal(service=service), action=action, resource=resource, context=context
    )
