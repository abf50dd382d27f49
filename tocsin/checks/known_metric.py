"""What is known of a metric that an alarm reads, whoever publishes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING, Final

from tocsin.algebra import ANY, Interval
from tocsin.catalogue import find_metric

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.alarms import Metric
    from tocsin.catalogue import MetricFacts, Role
    from tocsin.checks.setting_limits import SettingLimit

_ELB: Final = "https://docs.aws.amazon.com/elasticloadbalancing/latest"
_API: Final = "https://docs.aws.amazon.com/apigateway/latest/developerguide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """What each sample of a metric is, where that is narrower than its values.

    Attributes:
        range: Between which numbers each sample lies.
        source: Where AWS says so, or what it follows from.
        is_documented: Whether AWS says so; otherwise everybody sees it.
    """

    range: Interval
    source: str
    is_documented: bool = True


_EACH_ONE: Final = Interval(1, 1)
_NONE_OR_ONE: Final = Interval(0, 1)
_CLASSIC: Final = Samples(range=_EACH_ONE, source=f"{_ELB}/classic/elb-cloudwatch-metrics.html")
_APPLICATION: Final = Samples(
    range=_EACH_ONE, source=f"{_ELB}/application/load-balancer-cloudwatch-metrics.html"
)
_REST_API: Final = Samples(
    range=_NONE_OR_ONE, source=f"{_API}/api-gateway-metrics-and-dimensions.html"
)
_HTTP_API: Final = Samples(
    range=_NONE_OR_ONE, source=f"{_API}/http-api-metrics.html", is_documented=False
)
_LAMBDA: Final = Samples(
    range=_NONE_OR_ONE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
    is_documented=False,
)

SAMPLES: Final[Mapping[tuple[str, str], Samples]] = {
    **{
        ("AWS/ELB", name): _CLASSIC
        for name in (
            "HTTPCode_Backend_2XX",
            "HTTPCode_Backend_3XX",
            "HTTPCode_Backend_4XX",
            "HTTPCode_Backend_5XX",
            "HTTPCode_ELB_4XX",
            "HTTPCode_ELB_5XX",
        )
    },
    **{
        ("AWS/ApplicationELB", name): _APPLICATION
        for name in (
            "HTTPCode_ELB_3XX_Count",
            "HTTPCode_ELB_4XX_Count",
            "HTTPCode_ELB_5XX_Count",
            "HTTPCode_Target_2XX_Count",
            "HTTPCode_Target_3XX_Count",
            "HTTPCode_Target_4XX_Count",
            "HTTPCode_Target_5XX_Count",
        )
    },
    **{("AWS/ApiGateway", name): _REST_API for name in ("4XXError", "5XXError")},
    **{("AWS/ApiGateway", name): _HTTP_API for name in ("4xx", "5xx")},
    ("AWS/Lambda", "Errors"): _LAMBDA,
}
"""Metrics of which each sample is one event, or says whether there was one."""


ZERO_WHILE_USED: Final = frozenset({"AWS/SQS"})
"""Namespaces whose metrics are zero for hours after the last activity, and then silent.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/monitoring-using-cloudwatch.html
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMetric:
    """What is known of a metric.

    Attributes:
        metric: The metric.
        facts: What the catalogue says of it with its dimensions; None if nothing.
        samples: What each of its samples is, as far as AWS says so.
        filtered: What of it the metric filters of the templates publish; None if they do not.
        limit: What a setting of its resource limits it to; None if none does.
    """

    metric: Metric
    facts: MetricFacts | None
    samples: Samples | None
    filtered: Filtered | None
    limit: SettingLimit | None = None

    @property
    def range(self) -> Interval:
        """Between which numbers each sample lies, as far as that is known."""
        if self.samples is not None:
            return self.samples.range
        if self.filtered is not None:
            return self.filtered.range
        if self.facts is None:
            return ANY
        low, high = self.facts.range
        if self.limit is not None:
            high = self.limit.most
        return Interval(-inf if low is None else low, inf if high is None else high)

    @property
    def is_sparse(self) -> bool:
        """Whether it has no datapoint where nothing happens."""
        if self.filtered is not None:
            return self.filtered.is_sparse
        return self.facts is not None and self.facts.emissions == {"sparse"}

    @property
    def is_continuous(self) -> bool:
        """Whether it has a datapoint in each interval while its resource exists."""
        return self.facts is not None and self.facts.emissions == {"continuous"}

    @property
    def roles(self) -> frozenset[Role | None]:
        """Which of the golden signals it is, for each resource that publishes it."""
        facts = self.facts
        return frozenset(each.metric.role for each in facts.publications) if facts else frozenset()

    @property
    def unit(self) -> str | None:
        """The unit of its values, if that is one."""
        units = self.facts.units if self.facts else frozenset()
        return next(iter(units)) if len(units) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """What metric filters publish as one metric.

    Attributes:
        range: Between which numbers each value lies.
        is_sparse: Whether nothing is published where no log event matches.
    """

    range: Interval
    is_sparse: bool


def known_metric(
    metric: Metric,
    filtered: Mapping[tuple[str, str], Filtered],
    limit: SettingLimit | None = None,
) -> KnownMetric:
    """Return what is known of a metric.

    Args:
        metric: The metric.
        filtered: What the metric filters of the templates publish, by namespace and name.
        limit: What a setting of its resource limits it to; None if none does.
    """
    key = metric.namespace, metric.name
    names = frozenset(name for name, _ in metric.dimensions)
    return KnownMetric(
        metric=metric,
        facts=_facts(*key, names),
        samples=SAMPLES.get(key),
        filtered=filtered.get(key),
        limit=limit,
    )


@lru_cache(maxsize=4096)
def _facts(namespace: str, name: str, dimensions: frozenset[str]) -> MetricFacts | None:
    facts = find_metric(namespace, name)
    return facts.by(dimensions) if facts else None
