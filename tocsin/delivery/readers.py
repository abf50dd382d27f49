"""Who reads what arrives: by the kind of the endpoint, unless somebody has declared it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from tocsin.assembly import Link
from tocsin.delivery.recipient import Reader

_BY_PROTOCOL: Mapping[str, Reader] = {
    "email": "person",
    "email-json": "person",
    "sms": "person",
    "application": "person",
    # A URL that is subscribed to a topic has to confirm it: paging services do.
    "http": "person",
    "https": "person",
    "slack": "person",
    "teams": "person",
    "lambda": "program",
    "firehose": "program",
    # The other actions of alarms: they start, stop, scale or file something.
    "aiops": "program",
    "autoscaling": "program",
    "automate": "program",
    "ssm": "program",
    "swf": "program",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredReaders:
    """Who reads some endpoints, where nothing in a template says it.

    Attributes:
        people: Patterns of endpoints behind which there is a person: paging services, queues that
            somebody watches, topics of others. With `*` and `?`; letters of either case match.
        programs: Patterns of endpoints that no person reads.
        topics: Patterns of topics of others that people read.
    """

    people: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    def with_people(self, endpoints: Iterable[str]) -> "DeclaredReaders":
        """Return these with more endpoints that people read."""
        return replace(self, people=(*self.people, *endpoints))

    def reader(self, protocol: str, endpoint: Link, otherwise: Reader | None = None) -> Reader:
        """Return who reads an endpoint.

        Args:
            protocol: The protocol, or the service that acts.
            endpoint: The endpoint; a pattern may match all of it, or its name alone.
            otherwise: Who reads it if nobody has declared that; None to go by the protocol.
        """
        names = [endpoint.arn, endpoint.arn.rpartition(":")[2]]
        if endpoint.resource is not None:
            names.append(endpoint.resource.name)
        if _any_matches(self.people, names):
            return "person"
        if _any_matches(self.programs, names):
            return "program"
        if protocol == "sns" and _any_matches(self.topics, names):
            return "person"
        return otherwise or _BY_PROTOCOL.get(protocol.casefold(), "unknown")


def _any_matches(patterns: Iterable[str], names: Iterable[str]) -> bool:
    return any(fnmatchcase(name.casefold(), each.casefold()) for name in names for each in patterns)


NOBODY_DECLARED = DeclaredReaders()
