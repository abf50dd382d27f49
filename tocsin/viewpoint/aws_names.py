"""Names and addresses as AWS takes them.

`{system}`, `{stage}`, `{region}` and `{account}` may stand in them; what the stage puts there is
letters, digits and hyphens.
"""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, StringConstraints

from tocsin.diagnostics import InvalidValueError, quoted

MOST_DIMENSIONS = 30
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Metric.html"""

_NAMESPACE = r"^[A-Za-z0-9.\-_/#{}][A-Za-z0-9.\-_/#:{} ]{0,254}$"
_PRINTABLE = r"^[!-~]([ -~]*[!-~])?$"
_DIMENSION = r"^[!-9;-~]([ -~]*[!-~])?$"
_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(\.{_LABEL})+")
_MAILBOX = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_ARN = re.compile(
    r"arn:(?P<partition>aws(-[a-z]+)*):(?P<service>[a-z0-9-]+):(?P<region>[a-z0-9-]*|\{region\})"
    r":(?P<account>[0-9]{12}|\{account\})?:(?P<resource>[^\s:/*?][^\s*?]*)"
)
_SECRET = re.compile(
    r"(?P<name>[A-Za-z0-9/_+=.@{}-]{1,512}|arn:[^\s:]+:secretsmanager:[^\s:]+:[^\s:]+:secret:[^\s:]+)"
    r"(:SecretString(:(?P<key>[^:\s]+)?(:(?P<stage>[^:\s]+)?(:(?P<version>[^:\s]+)?)?)?)?)?"
)
_PATH = re.compile(r"(/[A-Za-z0-9_.{}-]+)+")

Namespace = Annotated[str, StringConstraints(pattern=_NAMESPACE, max_length=255)]
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html"""

MetricName = Annotated[str, StringConstraints(pattern=_PRINTABLE, max_length=255)]
DimensionName = Annotated[str, StringConstraints(pattern=_DIMENSION, max_length=255)]
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html"""


def _own_namespace(namespace: str) -> str:
    if namespace.startswith("AWS/"):
        what = f"{quoted(namespace)} belongs to AWS, and nobody else publishes there"
        raise InvalidValueError(what, "use a namespace of your own, as Shop/Checkout")
    return namespace


OwnNamespace = Annotated[Namespace, AfterValidator(_own_namespace)]
"""A namespace that somebody else than AWS publishes in."""


def check_https(url: str, *, what: str = "an https:// address") -> str:
    """Return *url*.

    Raises:
        InvalidValueError: It has no host that can be looked up, or a password in it.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    host = _in_ascii(parts.hostname or "")
    if parts.scheme != "https" or not _HOST.fullmatch(host) or port == 0:
        raise InvalidValueError(
            f"{quoted(url)} is not {what}", "write it as https://example.com/path"
        )
    if parts.username is not None or parts.password is not None:
        said = f"{quoted(url)} has credentials in it, which would stand in every template"
        raise InvalidValueError(said, "remove them from the address")
    return url


def _in_ascii(host: str) -> str:
    """Return *host* as the domain name system has it: names may have letters of all languages."""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _endpoint(value: str) -> str:
    """Check where a paging service listens: an address, or where the address is stored."""
    kind, _, rest = value.partition(":")
    if kind == "ssm":
        if not _PATH.fullmatch(rest):
            what = f"{quoted(value)} is not the path of a parameter of Systems Manager"
            raise InvalidValueError(what, "write it as ssm:/shop/pager")
        return value
    if kind == "secretsmanager":
        if not _SECRET.fullmatch(rest):
            what = f"{quoted(value)} does not name a secret"
            fix = "write secretsmanager:name, or secretsmanager:name:SecretString:key"
            raise InvalidValueError(what, fix)
        return value
    return check_https(value)


Endpoint = Annotated[
    str,
    StringConstraints(pattern=r"^(https://\S+|ssm:/\S+|secretsmanager:\S+)$", max_length=2_048),
    AfterValidator(_endpoint),
]


def _email(value: str) -> str:
    mailbox, _, host = value.rpartition("@")
    if not _MAILBOX.fullmatch(mailbox) or not _HOST.fullmatch(host.lower()):
        what = f"{quoted(value)} is not an e-mail address"
        raise InvalidValueError(what, "write an address, as ana@example.com")
    return value


Email = Annotated[
    str,
    StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s.]+$", max_length=254),
    AfterValidator(_email),
]


def check_arn(value: str, *services: str) -> str:
    """Return *value*.

    Args:
        value: An Amazon Resource Name.
        services: Whose it may be; anybody's if none is given.

    Raises:
        InvalidValueError: It is not one, or names a resource of another service.
    """
    match = _ARN.fullmatch(value)
    if match is None:
        what = f"{quoted(value)} is not an Amazon Resource Name"
        fix = "write arn:partition:service:region:account:resource, without * or spaces"
        raise InvalidValueError(what, fix)
    if services and match["service"] not in services:
        what = f"{quoted(value)} is of the service {match['service']}"
        raise InvalidValueError(what, f"name something of {' or '.join(services)}")
    return value


def _topic_arn(value: str) -> str:
    check_arn(value, "sns")
    region, account, *rest = value.split(":")[3:]
    if not region or not account or len(rest) != 1:
        what = f"{quoted(value)} is not the ARN of a topic"
        raise InvalidValueError(what, "write arn:aws:sns:us-east-1:111122223333:name")
    return value


TopicArn = Annotated[
    str,
    StringConstraints(pattern=r"^arn:[^:\s]+:sns(:[^:\s]+){3}$"),
    AfterValidator(_topic_arn),
]
