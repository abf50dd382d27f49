"""How many requests each rule decides about, how many traces are recorded, and what they cost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from tocsin.sampling.matching import Client, TracedRequest
from tocsin.sampling.sampler import SamplingRule, deciding

MONTH_SECONDS: Final = 730 * 3_600
"""A month, as AWS reckons prices: 730 hours."""

FREE_TRACES: Final = 100_000
"""Traces a month and account that cost nothing. https://aws.amazon.com/xray/pricing/"""

USD_A_MILLION: Final = 5.0
"""For traces that are recorded; list price of us-east-1 in 2026. https://aws.amazon.com/xray/pricing/"""

PRICES_OF: Final = "us-east-1, November 2026"
_UNLIKE: Final[tuple[Client, ...]] = ("opentelemetry for python", "x-ray sdk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Requests that are alike.

    Attributes:
        request: One of them.
        per_second: How many there are in a second, on average.
    """

    request: TracedRequest
    per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedRoute:
    """A route, and the rules that decide about it.

    Attributes:
        route: The route.
        rule: The rule that decides.
        elsewhere: Clients in which another rule decides, each with it.
    """

    route: Route
    rule: SamplingRule
    elsewhere: tuple[tuple[Client, SamplingRule], ...] = ()


@dataclass(slots=True, kw_only=True)
class Volume:
    """What a rule decides about.

    Attributes:
        rule: The rule.
        routes: The routes.
    """

    rule: SamplingRule
    routes: list[Route] = field(default_factory=list)

    @property
    def requests(self) -> float:
        """How many requests there are in a second."""
        return sum(each.per_second for each in self.routes)

    @property
    def traces(self) -> float:
        """How many traces are recorded in a second."""
        return self.rule.recorded(self.requests)

    @property
    def traces_a_month(self) -> float:
        """How many traces are recorded in a month."""
        return self.traces * MONTH_SECONDS


def decided(rules: Sequence[SamplingRule], routes: Iterable[Route]) -> tuple[DecidedRoute, ...]:
    """Return which rule decides about each route, and in which clients another one does."""
    return tuple(_decided(rules, each) for each in routes)


def volumes(rules: Sequence[SamplingRule], routes: Iterable[DecidedRoute]) -> tuple[Volume, ...]:
    """Return what each rule decides about, in the order in which they are tried."""
    found = {rule.name: Volume(rule=rule) for rule in rules}
    for each in routes:
        found[each.rule.name].routes.append(each.route)
    return tuple(found.values())


def cost(traces_a_month: float, usd_a_million: float = USD_A_MILLION) -> float:
    """Return what traces of an account cost in a month, in USD."""
    return max(0.0, traces_a_month - FREE_TRACES) * usd_a_million / 1_000_000


def _decided(rules: Sequence[SamplingRule], route: Route) -> DecidedRoute:
    rule = deciding(rules, route.request)
    others = ((client, deciding(rules, route.request, client)) for client in _UNLIKE)
    return DecidedRoute(
        route=route,
        rule=rule,
        elsewhere=tuple((client, other) for client, other in others if other is not rule),
    )
