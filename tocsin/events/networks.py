"""Networks in patterns: `10.0.0.0/24`.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-ip-matching
"""

from ipaddress import IPv4Network, IPv6Network, ip_network

from tocsin.events.condition import Test
from tocsin.events.plain_values import address_of


def read_network(text: str) -> IPv4Network | IPv6Network | None:
    """Read a network; None if EventBridge refuses it.

    A single address is not a network for EventBridge: `/32`, or `/128` of IPv6, is refused.
    """
    address, slash, bits = text.partition("/")
    if not slash or not bits.isdecimal() or address_of(address) is None:
        return None
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        return None
    return network if network.prefixlen < network.max_prefixlen else None


def within(network: IPv4Network | IPv6Network) -> Test:
    """Return the test for a text that is an address of the network."""

    def holds(value: object) -> bool:
        address = address_of(value)
        return address is not None and address.version == network.version and address in network

    return holds
