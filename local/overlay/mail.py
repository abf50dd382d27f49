"""Keeps the mails and texts that topics would send, because nothing here sends any.

The emulator takes subscriptions of addresses and numbers, counts them as confirmed, and delivers
nothing to them. What each would have got is kept, by the same filters and for the same protocol.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from local.overlay import emulator

PATH = "/_tocsin/mail"
_PROTOCOLS = ("email", "email-json", "sms")
_MOST_KEPT = 1000

_kept: deque[dict[str, Any]] = deque(maxlen=_MOST_KEPT)

Publish = Callable[..., None]


def install() -> None:
    """Keep what topics send to addresses and numbers, whoever publishes."""
    emulator.publish_to_topic.wrap(_keeping)


def kept() -> list[dict[str, Any]]:
    """Return what is kept, the oldest first: when, by which topic, to whom, and what."""
    return list(_kept)


def clear() -> None:
    """Forget everything, as a reset of the emulator does."""
    _kept.clear()


def _keeping(publish: Publish) -> Publish:
    def run(  # noqa: PLR0917 - what the emulator is called with, in its order
        topic: str,
        message_id: str,
        message: str,
        subject: str,
        structure: str = "",
        attributes: Mapping[str, Any] | None = None,
        *rest: object,
        **others: object,
    ) -> None:
        publish(topic, message_id, message, subject, structure, attributes, *rest, **others)
        for each in _hearing(topic):
            text = emulator.message_for_protocol(message, structure, each["protocol"])
            if emulator.passes_filter(each, attributes or {}, text):
                letter = {"id": message_id, "at": time.time(), "topic": topic}
                to = {"protocol": each["protocol"], "to": each["endpoint"]}
                _kept.append({**letter, **to, "subject": subject, "text": text})

    return run


def _hearing(topic: str) -> Iterator[Mapping[str, Any]]:
    found = emulator.topic_of(topic)
    for each in found["subscriptions"] if found else ():
        if each.get("confirmed") and each["protocol"] in _PROTOCOLS:
            yield each
