"""Metrics that count a part of what another metric counts: errors among invocations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tocsin.alarms import StatisticKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.alarms import MetricQuery

_PARTS: Final[Mapping[tuple[str, str], frozenset[str]]] = {
    # https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    ("AWS/Lambda", "Invocations"): frozenset({"Errors"}),
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
    ("AWS/ApiGateway", "Count"): frozenset({"4XXError", "5XXError", "4xx", "5xx"}),
    # https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
    ("AWS/S3", "AllRequests"): frozenset({"4xxErrors", "5xxErrors"}),
}
"""For each metric those that count some of its events, in the same minute, each event once."""


def is_part(part: MetricQuery, whole: MetricQuery) -> bool:
    """Say whether a query counts a part of what another counts, of the same resource."""
    one, other = part.metric, whole.metric
    if one is None or other is None or one.namespace != other.namespace:
        return False
    same_resource = one.dimensions == other.dimensions and part.account_id == whole.account_id
    totals = all(
        query.statistic is not None and query.statistic.kind is StatisticKind.SUM
        for query in (part, whole)
    )
    known = _PARTS.get((other.namespace, other.name), frozenset())
    return same_resource and totals and one.name in known
