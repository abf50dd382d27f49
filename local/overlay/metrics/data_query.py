"""The queries of GetMetricData: a metric with a statistic, or an expression over other queries."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from local.overlay import emulator
from local.overlay.api import RefusedError
from local.overlay.metrics.time_range import refuse_period
from tocsin.diagnostics import InvalidInputError, InvalidValueError
from tocsin.evaluation import Metric, MetricQuery, math, parse_statistic, sorted_dimensions

_ID = re.compile(r"[a-z][A-Za-z0-9_]*")
_INSIGHTS = re.compile(r"\s*SELECT\b", re.IGNORECASE)
_MOST_QUERIES = 500
_DEFAULT_PERIOD = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class DataQuery:
    """One query of a request.

    Attributes:
        query: Its metric and statistic, or its expression.
        period: Seconds of a datapoint; None for an expression, which has that of what it reads.
        own_period: What an expression says itself; it holds if the expression reads no metric.
    """

    query: MetricQuery
    period: int | None = None
    own_period: int = _DEFAULT_PERIOD


def read_queries(request: Sequence[Mapping[str, Any]]) -> dict[str, DataQuery]:
    """The queries of a request by their ids, in order.

    Raises:
        RefusedError: CloudWatch would refuse one, or it cannot be computed here.
    """
    if len(request) > _MOST_QUERIES:
        message = f"MetricDataQueries: there are {len(request)}; use at most {_MOST_QUERIES}"
        raise RefusedError(message)
    queries: dict[str, DataQuery] = {}
    for number, one in enumerate(request, 1):
        name = one["Id"]
        if not _ID.fullmatch(name) or name in queries:
            why = (
                "stands twice"
                if name in queries
                else "is not a lower-case letter, then letters, digits and _"
            )
            message = f"MetricDataQueries.member.{number}.Id: {name!r} {why}"
            raise RefusedError(message)
        queries[name] = _query(one)
    return queries


def _query(one: Mapping[str, Any]) -> DataQuery:
    name, stat, expression = one["Id"], one.get("MetricStat"), one.get("Expression")
    if (stat is None) == (expression is None):
        message = f"query {name!r}: exactly one of MetricStat and Expression is needed"
        raise RefusedError(message)
    if one.get("AccountId") not in (None, emulator.account_id()):
        message = f"query {name!r}: metrics of account {one['AccountId']} are not here"
        raise RefusedError(message)
    own_period = one.get("Period") or _DEFAULT_PERIOD
    refuse_period(own_period, "ValidationError", f"query {name!r}: Period")
    returned, label = one.get("ReturnData", True), one.get("Label")
    if expression is not None:
        _refuse_expression(name, expression)
        query = MetricQuery(id=name, expression=expression, return_data=returned, label=label)
        return DataQuery(query=query, own_period=own_period)
    assert stat is not None
    refuse_period(stat["Period"], "ValidationError", f"query {name!r}: MetricStat.Period")
    try:
        statistic = parse_statistic(stat["Stat"])
    except InvalidValueError as error:
        message = f"query {name!r}: MetricStat.Stat: {error}"
        raise RefusedError(message) from error
    query = MetricQuery(
        id=name,
        metric=_metric(name, stat["Metric"]),
        statistic=statistic,
        unit=stat.get("Unit"),
        return_data=returned,
        label=label,
    )
    return DataQuery(query=query, period=stat["Period"])


def _metric(name: str, metric: Mapping[str, Any]) -> Metric:
    for key in ("Namespace", "MetricName"):
        if not metric.get(key):
            message = f"query {name!r}: MetricStat.Metric.{key} is missing"
            raise RefusedError(message)
    dimensions = {one["Name"]: one["Value"] for one in metric.get("Dimensions") or ()}
    return Metric(
        namespace=metric["Namespace"],
        name=metric["MetricName"],
        dimensions=sorted_dimensions(dimensions),
    )


def _refuse_expression(name: str, expression: str) -> None:
    """Refuse what is not metric math, and what of it only CloudWatch can compute."""
    external: Sequence[str] = ("Metrics Insights",)
    if not _INSIGHTS.match(expression):
        try:
            external = math.parse(expression).external_calls
        except InvalidInputError as error:
            message = f"query {name!r}: {error}"
            raise RefusedError(message) from error
    if external:
        message = f"query {name!r}: the embedded AWS does not compute {', '.join(external)}"
        raise RefusedError(message)
