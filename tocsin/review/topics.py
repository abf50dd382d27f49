"""Topics and their subscriptions: who hears of what is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.review.comparison import About, called
from tocsin.review.pairs import normal
from tocsin.review.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly import Assembly, Resource, Subscription
    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison
    from tocsin.review.pairs import Pair

_TOPIC = "AWS::SNS::Topic"
_TYPES = (_TOPIC, "AWS::SNS::Subscription")
_SETTINGS = ("FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy")
_Key = tuple[object, str, str]
_PROTOCOLS = {"email-json": "email", "lambda": "the function", "sqs": "the queue"}


def topic_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield which topics come and go, and whom those that stay tell otherwise."""
    if not comparison.of(*_TYPES):
        return
    for pair in comparison.of(_TOPIC):
        yield from _topic(pair, comparison)
    yield from _subscriptions(comparison)


def _topic(pair: Pair, comparison: Comparison) -> Iterator[Change]:
    about = About.pair(pair)
    if pair.before is None:
        yield about.change("topic/added", "is new")
    elif pair.after is None:
        people = listed(
            _called(each)
            for each in comparison.pairs.base.subscriptions
            if each.topic.resource is pair.before
        )
        yield about.change("topic/removed", f"is gone{f'; it told {people}' if people else ''}")
    else:
        was, now = (each.properties.get("KmsMasterKeyId") for each in (pair.before, pair.after))
        if normal(was) != normal(now):
            what = "is encrypted with another key" if was and now else "is no longer encrypted"
            what = what if was else "is encrypted"
            at = ("KmsMasterKeyId",)
            yield about.change("topic/changed", what, before=_text(was), after=_text(now), at=at)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _subscriptions(comparison: Comparison) -> Iterator[Change]:
    pairs = comparison.pairs
    old, new = _by_key(pairs.base, pairs.after), _by_key(pairs.head, {})
    for key, each in old.items():
        # Who loses the topic altogether is named with it.
        if key not in new and (each.topic.resource is None or each.topic.resource in pairs.after):
            yield _about(each, is_gone=True).change(
                "topic/subscription-removed",
                f"no longer tells {_called(each)}{_notified(each, comparison)}",
                before=_called(each),
            )
    for key, each in new.items():
        earlier = old.get(key)
        if earlier is None:
            what = f"tells {_called(each)}"
            yield _about(each).change("topic/subscription-added", what, after=_called(each))
        else:
            yield from _settings(earlier, each)


def _by_key(assembly: Assembly, after: Mapping[Resource, Resource]) -> Mapping[_Key, Subscription]:
    """Return the subscriptions by topic and endpoint, whatever their logical ids are."""
    found: dict[_Key, Subscription] = {}
    for each in assembly.subscriptions:
        topic, endpoint = each.topic.resource, each.endpoint
        target = endpoint.resource
        key = (
            each.topic.arn if topic is None else after.get(topic, topic),
            each.protocol,
            endpoint.arn if target is None else _place(after.get(target, target)),
        )
        found[key] = each
    return found


def _place(resource: Resource) -> str:
    return f"{resource.stack.name}/{resource.logical_id}"


def _settings(before: Subscription, after: Subscription) -> Iterator[Change]:
    for name in _SETTINGS:
        was, now = (normal(each.properties.get(name), name) for each in (before, after))
        if was != now:
            did = (
                "passes other messages to" if name.startswith("Filter") else "delivers otherwise to"
            )
            yield _about(after).change(
                "topic/subscription",
                f"{did} {_called(after)}: {name} changes",
                before=_text(was),
                after=_text(now),
            )
            return


def _about(each: Subscription, *, is_gone: bool = False) -> About:
    topic = each.topic.resource
    found = About.of(each.resource, is_gone=is_gone)
    name = each.topic.arn if topic is None else called(topic)
    return About(subject=f"topic {name}", name=name, resource=found.resource, is_gone=is_gone)


def _called(each: Subscription) -> str:
    """Call a subscription by its protocol and its endpoint."""
    target = each.endpoint.resource
    name = each.endpoint.arn if target is None else called(target)
    return f"{_PROTOCOLS.get(each.protocol, each.protocol)} {name}"


def _notified(each: Subscription, comparison: Comparison) -> str:
    """Say how many alarms notify a topic."""
    topic = each.topic.resource
    if topic is None:
        return ""
    base = comparison.pairs.base
    alarms = (*base.alarms, *base.composite_alarms)
    number = sum(any(link.resource is topic for link in alarm.alarm_actions) for alarm in alarms)
    return (
        f", which {counted(number, 'alarm')} {'notifies' if number == 1 else 'notify'}"
        if number
        else ""
    )
