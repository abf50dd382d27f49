"""Whether people have confirmed that they want to be told."""

from collections.abc import Iterator, Sequence
from typing import Any

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.plan import ContactTopicSpec, TopicSpec
from tocsin.preflight.check import found
from tocsin.preflight.deployed import our_resources
from tocsin.preflight.deployment import Deployment, is_known

Topic = TopicSpec | ContactTopicSpec

_PENDING = "PendingConfirmation"
_SAID_BACK = frozenset({"email", "https", "sms"})
"""Protocols whose endpoints Amazon SNS shows as they were given."""


def find_subscriptions(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield ways to people that lead nowhere, of topics that are deployed."""
    ours = our_resources(deployment.plan, region)
    for topic in deployment.topics(region.name):
        arn = deployment.arn(region.name, "sns", topic.name)
        there = region.listed("sns", "list_subscriptions_by_topic", "Subscriptions", TopicArn=arn)
        if there is None:
            continue
        yield from _pending(region, topic, there)
        if _is_any_lost(ours, arn, there):
            yield from _missing(region, topic, there)


def _is_any_lost(deployed: frozenset[str], topic_arn: str, there: Sequence[Any]) -> bool:
    """Tell whether CloudFormation has more subscriptions of a topic than there are.

    What it does not have yet is no loss. One that waits does not show its ARN.
    """
    arns = [each["SubscriptionArn"] for each in there]
    gone = {each for each in deployed if each.startswith(f"{topic_arn}:")} - set(arns)
    return len(gone) > arns.count(_PENDING)


def _pending(region: AwsRegion, topic: Topic, there: Sequence[Any]) -> Iterator[Problem]:
    contacts = {(each.protocol, each.endpoint): each.contact for each in topic.subscriptions}
    for each in there:
        if each["SubscriptionArn"] != _PENDING:
            continue
        endpoint = (each["Protocol"], each["Endpoint"])
        # An endpoint that we cannot name comes from a secret, so it is not shown.
        who = contacts.get(endpoint, "")
        yield found(
            "pending-subscription",
            region,
            f"topic {topic.name}",
            f"the {each['Protocol']} subscription{f' of {who}' if who else ''} is not confirmed",
            why=f"nobody is {_purpose(topic)} in this way until it is",
            fix="follow the link in the message that Amazon SNS sent (it is valid for three days), "
            "or deploy the subscription anew to have another",
        )


def _purpose(topic: Topic) -> str:
    if isinstance(topic, TopicSpec):
        return f"told of {topic.severity} alarms"
    return "paged" if topic.contact else "told of what fails"


def _missing(region: AwsRegion, topic: Topic, there: Sequence[Any]) -> Iterator[Problem]:
    known = {(each["Protocol"], each["Endpoint"]) for each in there}
    for each in topic.subscriptions:
        if each.protocol not in _SAID_BACK or not is_known(each.endpoint):
            continue
        if (each.protocol, each.endpoint) not in known:
            yield found(
                "no-subscription",
                region,
                f"topic {topic.name}",
                f"the {each.protocol} subscription of {each.contact} is not there",
                why="somebody unsubscribed, and CloudFormation does not notice",
                fix="remove the way from the viewpoint, deploy, put it back and deploy again",
            )
