"""When a value of an event equals a value of a pattern.

Texts are compared by their characters, and case counts. Numbers are compared by their value, so
that 300 equals 300.0 although the guide says otherwise; `true` is not 1, and null is only null.
A text that is an IP address is compared as one: IPv6 has several spellings of an address.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
https://github.com/aws/event-ruler
"""

import re
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address

from tocsin.events.condition import Test

_ADDRESS = re.compile(r"[0-9]+(?:\.[0-9]+){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*")


def equal_to(wanted: object) -> Test:
    """Return the test for a value that equals *wanted*."""
    if isinstance(wanted, bool) or wanted is None:
        return lambda value: value is wanted
    if is_number(wanted):
        return lambda value: is_number(value) and value == wanted
    address = address_of(wanted)
    if address is None:
        return lambda value: isinstance(value, str) and value == wanted
    return lambda value: address_of(value) == address


def is_number(value: object) -> bool:
    """Say whether a value is a number of JSON."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def address_of(value: object) -> IPv4Address | IPv6Address | None:
    """Return the IP address that a text is; None for anything else."""
    return _address(value) if isinstance(value, str) else None


@cache
def _address(text: str) -> IPv4Address | IPv6Address | None:
    if not _ADDRESS.fullmatch(text):
        return None
    try:
        return ip_address(text)
    except ValueError:
        return None
