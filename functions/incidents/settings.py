"""What a function is told by its environment."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from tocsin.on_call import SEVERITIES, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where notifications of a topic go.

    Attributes:
        severity: Whose topic it is.
        machine: The Amazon Resource Name of the machine that pages; None where notifications are
            only gathered for the next business day.
        digest: Whether notifications are gathered for that, too.
        chat: The topic by which chats are shown incidents that they can answer; empty if none can.
    """

    severity: Severity
    machine: str | None
    digest: bool = False
    chat: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the functions of incidents are told.

    Attributes:
        table: The name of the table of incidents.
        fallback_topic: The Amazon Resource Name of the topic that tells everybody.
        routes: The route of each topic, by its Amazon Resource Name.
        reopen_within: How long after its end an incident opens again.
        chat_function: The name of the function by which chats answer; empty if none can.
    """

    table: str
    fallback_topic: str
    routes: Mapping[str, Route]
    reopen_within: timedelta
    chat_function: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the variables of a function.

        Raises:
            LookupError, ValueError: One is missing, or cannot be read.
        """
        routes = json.loads(environment["ROUTES"])
        return cls(
            table=environment["TABLE"],
            fallback_topic=environment["FALLBACK_TOPIC"],
            routes={topic: Route(**each) for topic, each in routes.items()},
            reopen_within=timedelta(seconds=float(environment["REOPEN_WITHIN"])),
            chat_function=environment.get("CHAT_FUNCTION", ""),
        )

    def route(self, topic: str) -> Route:
        """Return the route of a topic; of one that is not known, the most urgent there is.

        Raises:
            LookupError: There is no machine at all.
        """
        paging = (each for each in self.routes.values() if each.machine)
        otherwise = min(paging, key=lambda each: SEVERITIES.index(each.severity), default=None)
        route = self.routes.get(topic, otherwise)
        if route is None:
            raise LookupError(f"no machine pages for the topic {topic}")
        return route

    def chat_topic(self, severity: Severity) -> str:
        """Return the topic of chats that can answer about a severity; empty if none can."""
        return next((each.chat for each in self.routes.values() if each.severity == severity), "")

    def machine(self, severity: Severity) -> str:
        """Return the machine that pages about a severity.

        Raises:
            LookupError: There is none.
        """
        for route in self.routes.values():
            if route.severity == severity and route.machine:
                return route.machine
        raise LookupError(f"no machine pages for {severity}")
