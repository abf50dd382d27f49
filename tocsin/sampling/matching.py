"""Which requests a sampling rule of AWS X-Ray is for.

AWS says of patterns that `*` stands for any text and `?` for one character, and nothing of capital
letters. Its clients differ, also in what they know of a request, so that one rule is for different
requests in different clients.
https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from tocsin.sampling.name_pattern import is_within, overlap

ANY: Final = "*"
FIELDS: Final = ("service", "service_type", "host", "method", "path", "resource_arn")

Client = Literal["opentelemetry", "opentelemetry for python", "x-ray sdk"]
"""Who decides: a sampler of OpenTelemetry that asks X-Ray, that of Python, or an SDK of X-Ray."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedRequest:
    """A request, as it is known when its trace begins.

    Attributes:
        service: The name that the service has in traces.
        method: The method of HTTP; empty if it is not known.
        path: The path, as the client knows it.
        host: The host; empty if it is not known.
        service_type: Where the service runs, as `AWS::ECS::Container`; empty if it is not known.
        resource_arn: Of what runs it; empty if it is not known.
        attributes: Of its first span, those that are there when it begins.
    """

    service: str
    method: str = ""
    path: str = "/"
    host: str = ""
    service_type: str = ""
    resource_arn: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """What a rule asks of a request: a pattern for each field, and attributes.

    Attributes:
        service: Of the service's name.
        service_type: Of where it runs.
        host: Of the host.
        method: Of the method.
        path: Of the path.
        resource_arn: Of the Amazon Resource Name of what runs it.
        attributes: A pattern for the value of each attribute that has to be there.
    """

    service: str = ANY
    service_type: str = ANY
    host: str = ANY
    method: str = ANY
    path: str = ANY
    resource_arn: str = ANY
    attributes: Mapping[str, str] = field(default_factory=dict)
    _asked: tuple[tuple[str, str], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the fields that are asked for: of thousands of requests most are not."""
        asked = ((each, self.of(each)) for each in FIELDS)
        object.__setattr__(self, "_asked", tuple(each for each in asked if each[1] != ANY))

    @property
    def is_for_everything(self) -> bool:
        """Whether it is for every request."""
        return not self.attributes and all(set(self.of(each)) == {ANY} for each in FIELDS)

    def of(self, name: str) -> str:
        """Return the pattern of a field."""
        pattern: str = getattr(self, name)
        return pattern

    def covers(self, other: "Matching") -> bool:
        """Say whether it is for every request that another rule is for; True is certain."""
        return all(is_within(other.of(each), self.of(each)) for each in FIELDS) and all(
            key in other.attributes and is_within(other.attributes[key], value)
            for key, value in self.attributes.items()
        )

    def meets(self, other: "Matching") -> bool:
        """Say whether a request may exist that both are for."""
        return all(overlap(other.of(each), self.of(each)) for each in FIELDS)

    def takes(self, request: TracedRequest, client: Client = "opentelemetry") -> bool:
        """Say whether it is for a request, as a client sees it.

        The SDK of X-Ray for Python takes no rule that asks for attributes or an Amazon Resource
        Name, and takes what it does not know of a request for what a rule asks.
        """
        if client == "x-ray sdk":
            return self._is_known_to_the_sdk and all(
                matches(pattern, text)
                for each, pattern in self._asked
                if (text := getattr(request, each))
            )
        is_exact = client == "opentelemetry for python"
        for each, pattern in self._asked:
            if not matches(pattern, getattr(request, each), is_exact=is_exact):
                return False
        return all(
            _has(request.attributes.get(key), pattern, is_exact=is_exact)
            for key, pattern in self.attributes.items()
        )

    @property
    def _is_known_to_the_sdk(self) -> bool:
        return not self.attributes and self.resource_arn == ANY


def matches(pattern: str, text: str, *, is_exact: bool = False) -> bool:
    """Say whether a pattern stands for a text.

    Args:
        pattern: With `*` and `?`.
        text: The text.
        is_exact: Whether capital letters are told from small ones.
    """
    if pattern == ANY:
        return True
    if not is_exact:
        text = text.lower()
    begin, is_whole, pieces = _form(pattern, is_exact)
    if pieces is not None:
        return _stands_for(pieces, text)
    return text == begin if is_whole else text.startswith(begin)


@lru_cache(maxsize=1_024)
def _form(pattern: str, is_exact: bool) -> tuple[str, bool, str | None]:  # noqa: FBT001 - a key
    """Return a text that most patterns are, or begin with; whether all of it; else the pattern."""
    text = pattern if is_exact else pattern.lower()
    begin = text.rstrip("*")
    is_plain = not {"*", "?"}.intersection(begin)
    return begin, begin == text, None if is_plain else text


def _has(value: object, pattern: str, *, is_exact: bool) -> bool:
    """Say whether an attribute is there and fits; numbers and booleans never do."""
    if pattern == ANY:
        return value is not None
    return isinstance(value, str) and matches(pattern, value, is_exact=is_exact)


def _stands_for(pattern: str, text: str) -> bool:
    """Go over both once, and back to the newest `*` alone: no pattern takes long.

    A regular expression would try each way in which several `*` share a text.
    """
    at, here = 0, 0
    star, taken = -1, 0
    while here < len(text):
        if at < len(pattern) and pattern[at] == "*":
            star, taken, at = at, here, at + 1
        elif at < len(pattern) and pattern[at] in ("?", text[here]):
            at, here = at + 1, here + 1
        elif star >= 0:
            taken += 1
            at, here = star + 1, taken
        else:
            return False
    return not pattern[at:].strip("*")
