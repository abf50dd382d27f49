"""Whether CloudWatch would accept a set of queries as an alarm.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tocsin.evaluation.math.errors import ExpressionError, did_you_mean
from tocsin.evaluation.math.expression import Expression, parse
from tocsin.evaluation.math.problem import QueryProblem, expression_problems
from tocsin.evaluation.math.queries import cycles, undefined_ids
from tocsin.evaluation.math.query import Query
from tocsin.evaluation.math.query_types import result_types
from tocsin.evaluation.math.signatures import ValueType

MAXIMUM_METRICS = 10
MAXIMUM_EXPRESSIONS = 10
_ID = re.compile(r"[a-z][A-Za-z0-9_]*")
_MAXIMUM_ID_LENGTH = 255
_BAND = "ANOMALY_DETECTION_BAND"
_NOT_IN_BANDS = ("METRICS", "DB_PERF_INSIGHTS")
_BAND_PERIODS = range(60, 3601, 60)
_PERFORMANCE_INSIGHTS_PERIODS = (1, 10, 30, 60, 300, 3600, 86_400)


def validate_for_alarm(
    queries: Sequence[Query], *, threshold_metric_id: str | None = None
) -> list[QueryProblem]:
    """Return what CloudWatch would refuse in the queries of one alarm; empty if nothing.

    `threshold_metric_id` is the band's id in an anomaly detection alarm; the alarm then
    watches one other query, and both return data.
    """
    expressions, problems = _parsed(queries)
    problems += [
        *_counts(queries),
        *_ids(queries),
        *_period(queries),
        *_search(expressions),
        *_performance_insights(queries, expressions),
        *undefined_ids(expressions, {query.id for query in queries}),
    ]
    circular = cycles(expressions)
    problems += circular
    if not circular:
        types, faults = result_types(queries, expressions)
        # That SEARCH gives an array needs no second problem.
        types |= {
            name: ValueType.UNKNOWN
            for name, expression in expressions.items()
            if "SEARCH" in expression.functions
        }
        problems += [*faults, *_watched(queries, types, threshold_metric_id)]
    if threshold_metric_id is not None:
        problems += _band(queries, expressions, threshold_metric_id)
    return problems


def _parsed(queries: Sequence[Query]) -> tuple[dict[str, Expression], list[QueryProblem]]:
    expressions: dict[str, Expression] = {}
    problems: list[QueryProblem] = []
    for query in queries:
        if query.expression is None or query.is_insights:
            continue
        try:
            expressions[query.id] = parse(query.expression)
        except ExpressionError as error:
            problems += expression_problems(query.id, error)
    return expressions, problems


def _counts(queries: Sequence[Query]) -> Iterator[QueryProblem]:
    expressions = sum(query.expression is not None for query in queries)
    for thing, count, maximum in (
        ("metrics", len(queries) - expressions, MAXIMUM_METRICS),
        ("expressions", expressions, MAXIMUM_EXPRESSIONS),
    ):
        if count > maximum:
            yield QueryProblem(
                thing=f"the alarm's {thing}",
                value=str(count),
                allowed=f"at most {maximum}",
                fix=f"remove {count - maximum}, or split the alarm",
            )


def _ids(queries: Sequence[Query]) -> Iterator[QueryProblem]:
    for query_id, count in Counter(query.id for query in queries).items():
        if not _ID.fullmatch(query_id) or len(query_id) > _MAXIMUM_ID_LENGTH:
            yield QueryProblem(
                thing="query id",
                value=repr(query_id),
                allowed=f"{_ID.pattern}, at most {_MAXIMUM_ID_LENGTH} characters",
                fix="begin with a lower-case letter; use letters, digits and _",
            )
        if count > 1:
            yield QueryProblem(
                thing="query id",
                value=f"{query_id} stands {count} times",
                allowed="each id once",
                fix="rename all but one of them",
            )


def _period(queries: Sequence[Query]) -> Iterator[QueryProblem]:
    periods = {
        query.id: query.period
        for query in queries
        if query.period is not None and not query.is_math
    }
    if len(set(periods.values())) > 1:
        yield QueryProblem(
            thing="the metrics' periods",
            value=", ".join(f"{name}: {period} s" for name, period in periods.items()),
            allowed="one period for all metrics of an alarm",
            fix="give every metric the same period",
        )


def _search(expressions: Mapping[str, Expression]) -> Iterator[QueryProblem]:
    for name, expression in expressions.items():
        if "SEARCH" in expression.functions:
            yield QueryProblem(
                thing=f"expression {name}",
                value=f"calls SEARCH: {expression.text}",
                allowed="any function but SEARCH, which an alarm cannot watch",
                fix="name each metric as a query of its own, or use a Metrics Insights query",
            )


def _performance_insights(
    queries: Sequence[Query], expressions: Mapping[str, Expression]
) -> Iterator[QueryProblem]:
    for query in queries:
        expression = expressions.get(query.id)
        if expression is None or "DB_PERF_INSIGHTS" not in expression.functions:
            continue
        if query.period is not None and query.period not in _PERFORMANCE_INSIGHTS_PERIODS:
            yield QueryProblem(
                thing=f"period of {query.id}",
                value=f"{query.period} s",
                allowed=", ".join(f"{period} s" for period in _PERFORMANCE_INSIGHTS_PERIODS),
                fix="choose one of the periods of DB_PERF_INSIGHTS",
            )


def _watched(
    queries: Sequence[Query], types: Mapping[str, ValueType], band: str | None
) -> Iterator[QueryProblem]:
    watched = [query for query in queries if query.return_data and query.id != band]
    if len(watched) != 1:
        yield QueryProblem(
            thing="ReturnData",
            value=f"true for {', '.join(query.id for query in watched) or 'no query'}",
            allowed="true (which is the default) for exactly one query, besides a band",
            fix="set ReturnData to false for every query but the one that the alarm watches",
        )
    for query in watched:
        yield from _single_series(query, types.get(query.id, ValueType.UNKNOWN))


def _single_series(query: Query, result: ValueType) -> Iterator[QueryProblem]:
    if result in {ValueType.TIME_SERIES, ValueType.UNKNOWN}:
        return
    is_array = result is ValueType.TIME_SERIES_ARRAY
    yield QueryProblem(
        thing=f"expression {query.id}",
        value=f"{query.expression} gives {result.value}",
        allowed="a single time series",
        fix=(
            "reduce it with SUM, AVG, MAX, MIN, FIRST or LAST"
            if is_array
            else "watch the series itself, or combine the two, as in m1 - AVG(m1)"
        ),
    )


def _band(
    queries: Sequence[Query], expressions: Mapping[str, Expression], band: str
) -> Iterator[QueryProblem]:
    if band not in expressions or _BAND not in expressions[band].functions:
        ids = [query.id for query in queries]
        yield QueryProblem(
            thing="ThresholdMetricId",
            value=band,
            allowed=f"the id of an {_BAND} expression",
            fix=did_you_mean(band, ids) or f"add a query with an {_BAND} expression",
        )
    yield from _band_functions(expressions)
    for query in queries:
        if query.period is not None and query.period not in _BAND_PERIODS:
            yield QueryProblem(
                thing=f"period of {query.id}",
                value=f"{query.period} s",
                allowed="multiples of 60 s up to 3600 s where there is an anomaly detection band",
                fix="change the period, or use a fixed threshold",
            )


def _band_functions(expressions: Mapping[str, Expression]) -> Iterator[QueryProblem]:
    for name, expression in expressions.items():
        for function in sorted(expression.functions & set(_NOT_IN_BANDS)):
            yield QueryProblem(
                thing=f"expression {name}",
                value=f"calls {function}",
                allowed="expressions without METRICS, SEARCH and DB_PERF_INSIGHTS beside a band",
                fix="name the metrics, as in SUM([m1, m2])",
            )
