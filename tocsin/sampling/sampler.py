"""Which rule decides about a request, and how many traces follow from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tocsin.sampling.matching import Client, Matching, TracedRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingRule:
    """A sampling rule.

    Attributes:
        name: Its name.
        priority: Its priority, from 1; the least is tried first.
        matching: Which requests it is for.
        reservoir: How many of them are recorded each second in any case, over all services.
        rate: The share of the others that is recorded, from 0 to 1.
    """

    name: str
    priority: int
    matching: Matching
    reservoir: int
    rate: float

    def recorded(self, per_second: float) -> float:
        """Return how many traces a second are recorded of so many requests a second.

        It is what X-Ray aims at for requests that come evenly: quotas are handed out every ten
        seconds, and each instance that has none yet records one a second by itself.
        https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sampling.html
        """
        beyond = max(0.0, per_second - self.reservoir)
        return min(per_second, float(self.reservoir)) + beyond * self.rate


DEFAULT: Final = SamplingRule(
    name="Default", priority=10_000, matching=Matching(), reservoir=1, rate=0.05
)
"""What decides about requests that no other rule is for, unless somebody has changed it.

https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html
"""


def in_order(rules: Iterable[SamplingRule]) -> tuple[SamplingRule, ...]:
    """Return rules in the order in which they are tried, that of X-Ray itself last.

    Samplers try rules of one priority by their names; AWS says nothing of it.
    """
    return (*sorted(rules, key=lambda each: (each.priority, each.name)), DEFAULT)


def deciding(
    rules: Sequence[SamplingRule], request: TracedRequest, client: Client = "opentelemetry"
) -> SamplingRule:
    """Return the rule that decides about a request.

    Args:
        rules: In the order in which they are tried, the last one for everything.
        request: The request.
        client: Who tries them.
    """
    return next(each for each in rules if each.matching.takes(request, client))
