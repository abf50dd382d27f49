"""Notifications of Amazon SNS, by their protocol."""

from collections.abc import Iterator

from tocsin.assembly import Assembly, Subscription
from tocsin.cost.counted import Counted, Uncounted
from tocsin.cost.counting.of_resource import counted, in_usage, uncounted
from tocsin.cost.usage import Usage

_CHARGED = {
    "email": ("notification-email", "mails"),
    "email-json": ("notification-email", "mails"),
    "https": ("notification-https", "notifications by HTTPS"),
    "http": ("notification-https", "notifications by HTTPS"),
    "sms": ("notification-sms", "text messages"),
}
_KEYS = {"email-json": "email", "http": "https"}


def notifications(assembly: Assembly, usage: Usage) -> Iterator[Counted | Uncounted]:
    """Yield notifications of each protocol that a subscription has; functions and queues cost none.

    https://aws.amazon.com/sns/pricing/
    """
    first: dict[str, Subscription] = {}
    for each in assembly.subscriptions:
        key = _KEYS.get(each.protocol, each.protocol)
        if key in _CHARGED:
            first.setdefault(key, each)
    for key, subscription in first.items():
        price, what = _CHARGED[key]
        units = usage.notifications.get(key)
        if units is None:
            yield uncounted(what, subscription.resource, in_usage(f"notifications: {key}"))
        else:
            yield counted(price, units, subscription.resource)
