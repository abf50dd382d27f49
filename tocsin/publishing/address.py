"""Where a Grafana may be reached: a token never travels where others can read it."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from tocsin.publishing.failure import PublishingFailure

_FIX = "name it as https://grafana.example.com, without a name, a query or a fragment"


def checked_address(url: str) -> str:
    """Return the address of a Grafana without its last slash.

    Args:
        url: As `https://grafana.example.com`, with a path where Grafana is served below one;
            `http` only where it does not leave the machine.

    Raises:
        PublishingFailure: It is not such an address.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise _refused(f"it is not an address: {error}") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise _refused("it is not an address of the web")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise _refused("it has more than a host and a path")
    if parts.scheme == "http" and not is_loopback(parts):
        raise _refused("a token sent by http could be read on its way")
    return parts.geturl().rstrip("/")


def is_loopback(parts: SplitResult) -> bool:
    """Tell whether an address does not leave the machine."""
    host = parts.hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refused(what: str) -> PublishingFailure:
    return PublishingFailure("grafana/address", what, _FIX, where="the address of Grafana")
