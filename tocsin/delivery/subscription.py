"""Subscriptions on the way: what Amazon SNS takes for one, and what then never arrives.

https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
"""

import re
from collections.abc import Iterator, Mapping

from tocsin.assembly import PLACEHOLDER, Queue, Resource, Subscription, is_open, read_arn
from tocsin.delivery.function import FUNCTION_TYPES
from tocsin.delivery.heard_topic import HeardTopic
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.permits import open_values
from tocsin.delivery.presence import presence_obstacles
from tocsin.delivery.queue import is_fifo

_SUBSCRIBE = "https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html"
_FIFO = "https://docs.aws.amazon.com/sns/latest/dg/fifo-topic-message-delivery.html"
_RAW = "https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html"
_CONFIRMED = "https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html"
_IN_REGION = (
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
    "aws-resource-sns-subscription.html"
)

_FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "application": (re.compile(r"arn:[\w-]+:sns:[^:]*:[^:]*:endpoint/.+"), "the ARN of an app"),
    "email": (re.compile(r"[^@\s]+@[^@\s]+"), "an address"),
    "email-json": (re.compile(r"[^@\s]+@[^@\s]+"), "an address"),
    "firehose": (re.compile(r"arn:[\w-]+:firehose:.+"), "the ARN of a delivery stream"),
    "http": (re.compile(r"http://.+"), "a URL that begins with http://"),
    "https": (re.compile(r"https://.+"), "a URL that begins with https://"),
    "lambda": (re.compile(r"arn:[\w-]+:lambda:.+:function:.+"), "the ARN of a function"),
    "sms": (re.compile(r"\+?[\d\s().-]+"), "a telephone number"),
    "sqs": (re.compile(r"arn:[\w-]+:sqs:.+"), "the ARN of a queue"),
}
"""What an endpoint looks like, by protocol."""

_PSEUDO = re.compile(r"\$\{AWS::\w+\}")
_RAW_PROTOCOLS = ("firehose", "http", "https", "sqs")
_CHAT_HOOKS = (
    "https://discord.com/api/webhooks/",
    "https://hooks.slack.com/",
    "https://chat.googleapis.com/",
)
_CHAT_HOOK_HOSTS = (".webhook.office.com", "outlook.office.com", ".logic.azure.com")


def subscription_obstacles(subscription: Subscription, topic: HeardTopic) -> Iterator[Obstacle]:
    """Yield why a subscription of a topic lets nothing through, or why that is not known."""
    for fault in _faults(subscription, topic):
        yield _obstacle(subscription, fault)


_Fault = tuple[str, str, bool]
"""What is wrong, where AWS documents it, and whether it is certain."""


def _obstacle(subscription: Subscription, fault: _Fault) -> Obstacle:
    why, source, is_closed = fault
    return Obstacle(
        hop=Hop.SUBSCRIPTION,
        is_closed=is_closed,
        why=why,
        source=source,
        resource=subscription.resource,
        key_path=subscription.key_path,
        part=subscription.path,
    )


def _faults(subscription: Subscription, topic: HeardTopic) -> Iterator[_Fault]:
    protocol = subscription.protocol
    if is_open(protocol):
        why = f"its protocol {protocol} is open{open_values(subscription.resource, protocol)}"
        yield why, _SUBSCRIBE, False
        return
    if protocol not in _FORMS:
        allowed = ", ".join(_FORMS)
        yield f"{protocol!r} is not a protocol; there are {allowed}", _SUBSCRIBE, True
        return
    if topic.is_fifo and protocol != "sqs":
        yield f"a FIFO topic delivers to queues alone, not by {protocol}", _FIFO, True
    if subscription.text("RawMessageDelivery").lower() == "true" and protocol not in _RAW_PROTOCOLS:
        yield f"raw message delivery does not go with {protocol}", _RAW, True
    yield from _faults_of_endpoint(subscription)
    yield from _faults_of_region(subscription, topic)


def _faults_of_endpoint(subscription: Subscription) -> Iterator[_Fault]:
    protocol, endpoint = subscription.protocol, subscription.endpoint
    form, called = _FORMS[protocol]
    if endpoint.shape is None and endpoint.resource is not None:
        return
    # What AWS chooses of a known identity is a name, which changes nothing about its form.
    known = PLACEHOLDER if endpoint.shape is not None else _PSEUDO
    text = known.sub("x", endpoint.shape or endpoint.arn)
    if not text:
        why = f"its endpoint is empty{open_values(subscription.resource)}; a deployment gives one"
        yield why, _SUBSCRIBE, False
    elif "${" in text:
        why = f"its endpoint {text} is open{open_values(subscription.resource, text)}"
        yield why, _SUBSCRIBE, False
    elif not is_open(text) and not form.fullmatch(text):
        yield f"{protocol} needs {called}, and its endpoint is {endpoint.arn!r}", _SUBSCRIBE, True
    elif protocol == "https" and _is_chat_hook(text):
        why = "a webhook of a chat never confirms a subscription; use Amazon Q Developer"
        yield f"{why} in chat applications, or a function", _CONFIRMED, True


def _is_chat_hook(url: str) -> bool:
    host = url.removeprefix("https://").partition("/")[0].partition(":")[0]
    return url.startswith(_CHAT_HOOKS) or host.endswith(_CHAT_HOOK_HOSTS)


def _faults_of_region(subscription: Subscription, topic: HeardTopic) -> Iterator[_Fault]:
    """Yield that a subscription is made in another Region than its topic."""
    named = subscription.text("Region") or subscription.stack.region
    if topic.region and named and topic.region != named and not is_open(named):
        why = f"the topic is in {topic.region}, and the subscription is made in {named}"
        yield f"{why}; set Region to {topic.region}", _IN_REGION, True


_TARGETS: Mapping[str, tuple[str, ...]] = {
    "lambda": FUNCTION_TYPES,
    "sqs": ("AWS::SQS::Queue",),
}
"""What kind of resource each protocol delivers to."""


def target_obstacles(
    subscription: Subscription, topic: HeardTopic, target: Resource, queue: Queue | None
) -> Iterator[Obstacle]:
    """Yield why a topic does not deliver to a resource of the assembly.

    Args:
        subscription: The subscription.
        topic: Its topic.
        target: The resource that is its endpoint.
        queue: The resource as a queue, if it is one.
    """
    yield from presence_obstacles(target, Hop.SUBSCRIPTION, subscription.resource)
    protocol = subscription.protocol
    if protocol in _TARGETS and target.type not in _TARGETS[protocol]:
        why = f"{protocol} does not deliver to {target.logical_id}, an {target.type}"
        yield _obstacle(subscription, (why, _SUBSCRIBE, True))
    if queue is not None and is_fifo(queue) and not topic.is_fifo:
        why = "only a FIFO topic delivers to a FIFO queue"
        yield _obstacle(subscription, (why, _FIFO, True))


def confirmation_of(subscription: Subscription, topic: HeardTopic) -> str:
    """Return what somebody has to do once before a subscription delivers; empty if nothing.

    https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html
    """
    protocol = subscription.protocol
    if protocol in {"email", "email-json"}:
        return "the reader has to confirm it by the link in a mail"
    if protocol in {"http", "https"}:
        return "the service behind the URL has to confirm it"
    arn = read_arn(subscription.endpoint.shape or subscription.endpoint.arn)
    if protocol in {"lambda", "sqs"} and arn is not None and arn.account != topic.account:
        return f"the account {arn.account} has to confirm it"
    return ""
