"""Whether CloudWatch would accept a set of queries as an alarm.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tocsin.diagnostics import Location, Problem, nearest, quoted
from tocsin.metric_math.dependencies import cycles, undefined_ids
from tocsin.metric_math.errors import ExpressionError
from tocsin.metric_math.expression import Expression, parse
from tocsin.metric_math.query import Query
from tocsin.metric_math.query_types import result_types
from tocsin.metric_math.signatures import ValueType

MAXIMUM_METRICS = 10
MAXIMUM_EXPRESSIONS = 10
_ID = re.compile(r"[a-z][A-Za-z0-9_]*")
_MAXIMUM_ID_LENGTH = 255
_BAND = "ANOMALY_DETECTION_BAND"
_NOT_IN_BANDS = ("METRICS", "DB_PERF_INSIGHTS")
_BAND_PERIODS = range(60, 3601, 60)
_PERFORMANCE_INSIGHTS_PERIODS = (1, 10, 30, 60, 300, 3600, 86_400)


def validate_for_alarm(
    queries: Sequence[Query], *, source: str = "alarm", threshold_metric_id: str | None = None
) -> list[Problem]:
    """Return what CloudWatch would refuse in the queries of one alarm; empty if nothing.

    Args:
        queries: The entries of the alarm's `Metrics`.
        source: What the alarm is called where problems are.
        threshold_metric_id: The band's id in an anomaly detection alarm; the alarm then watches
            one other query, and both return data.
    """
    found = _Queries(queries=queries, source=source, band=threshold_metric_id)
    return list(found.problems())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Queries:
    queries: Sequence[Query]
    source: str
    band: str | None

    def problems(self) -> Iterator[Problem]:
        expressions, unreadable = self._parsed()
        yield from unreadable
        yield from self._counts()
        yield from self._ids()
        yield from self._periods()
        yield from self._search(expressions)
        yield from self._performance_insights(expressions)
        yield from undefined_ids(expressions, self._by_id)
        circular = cycles(expressions, self._by_id)
        yield from circular
        if not circular:
            types, ill_typed = result_types(self.queries, expressions)
            yield from ill_typed
            yield from self._watched(types, expressions)
        if self.band is not None:
            yield from self._band(self.band, expressions)

    @property
    def _by_id(self) -> dict[str, Query]:
        return {query.id: query for query in self.queries}

    def _parsed(self) -> tuple[dict[str, Expression], list[Problem]]:
        expressions: dict[str, Expression] = {}
        problems: list[Problem] = []
        for query in self.queries:
            if query.expression is None or query.is_insights:
                continue
            try:
                expressions[query.id] = parse(query.expression)
            except ExpressionError as error:
                problems += query.expression_problems(error)
        return expressions, problems

    def _counts(self) -> Iterator[Problem]:
        expressions = sum(query.expression is not None for query in self.queries)
        for thing, count, maximum in (
            ("metrics", len(self.queries) - expressions, MAXIMUM_METRICS),
            ("expressions", expressions, MAXIMUM_EXPRESSIONS),
        ):
            if count > maximum:
                yield self._problem(
                    "too-many-queries",
                    f"there are {count} {thing}, but an alarm has at most {maximum}",
                    f"remove {count - maximum}, or split the alarm",
                )

    def _ids(self) -> Iterator[Problem]:
        for query_id, count in Counter(query.id for query in self.queries).items():
            if not _ID.fullmatch(query_id) or len(query_id) > _MAXIMUM_ID_LENGTH:
                yield self._by_id[query_id].problem(
                    "not-an-id",
                    f"{quoted(query_id)} is not an id",
                    "begin with a lower-case letter; use letters, digits and _, "
                    f"at most {_MAXIMUM_ID_LENGTH}",
                    key="Id",
                )
            if count > 1:
                what = f"the id {quoted(query_id)} stands {count} times"
                yield self._problem("repeated-id", what, "give each query an id of its own")

    def _periods(self) -> Iterator[Problem]:
        periods = {
            query.id: query.period
            for query in self.queries
            if query.period is not None and not query.is_math
        }
        if len(set(periods.values())) > 1:
            listed = ", ".join(f"{name}: {period} s" for name, period in periods.items())
            what = f"the metrics have several periods ({listed})"
            yield self._problem("several-periods", what, "give every metric the same period")

    def _search(self, expressions: Mapping[str, Expression]) -> Iterator[Problem]:
        for name, expression in expressions.items():
            if "SEARCH" in expression.functions:
                yield self._by_id[name].problem(
                    "search",
                    f"{quoted(expression.text)} calls SEARCH, which an alarm cannot watch",
                    "name each metric as a query of its own, or use a Metrics Insights query",
                    key="Expression",
                )

    def _performance_insights(self, expressions: Mapping[str, Expression]) -> Iterator[Problem]:
        allowed = ", ".join(f"{period} s" for period in _PERFORMANCE_INSIGHTS_PERIODS)
        for query in self.queries:
            expression = expressions.get(query.id)
            if expression is None or "DB_PERF_INSIGHTS" not in expression.functions:
                continue
            if query.period is not None and query.period not in _PERFORMANCE_INSIGHTS_PERIODS:
                what = f"DB_PERF_INSIGHTS has no period of {query.period} s"
                yield query.problem("period", what, f"use one of {allowed}", key="Period")

    def _watched(
        self, types: Mapping[str, ValueType], expressions: Mapping[str, Expression]
    ) -> Iterator[Problem]:
        watched = [query for query in self.queries if query.return_data and query.id != self.band]
        if len(watched) != 1:
            listed = ", ".join(query.id for query in watched) or "no query"
            besides = "" if self.band is None else " besides the band"
            yield self._problem(
                "watched-queries",
                f"ReturnData is true, which is the default, for {listed}; "
                f"an alarm watches exactly one query{besides}",
                "set ReturnData to false for every query but the one that the alarm watches",
            )
        for query in watched:
            # That SEARCH gives an array needs no second problem.
            searches = query.id in expressions and "SEARCH" in expressions[query.id].functions
            if not searches:
                yield from _single_series(query, types.get(query.id, ValueType.UNKNOWN))

    def _band(self, band: str, expressions: Mapping[str, Expression]) -> Iterator[Problem]:
        if band not in expressions or _BAND not in expressions[band].functions:
            hint = nearest(band, [query.id for query in self.queries])
            yield Problem(
                kind="math/band-id",
                where=Location(source=self.source, key_path=("ThresholdMetricId",)),
                what=f"{quoted(band)} is not the id of an {_BAND} expression",
                fix=hint or f"add a query with an {_BAND} expression",
            )
        yield from self._functions_beside_band(expressions)
        for query in self.queries:
            if query.period is not None and query.period not in _BAND_PERIODS:
                what = f"a period of {query.period} s does not go with an anomaly detection band"
                fix = "use a multiple of 60 s up to 3600 s, or a fixed threshold"
                yield query.problem("band-period", what, fix)

    def _functions_beside_band(self, expressions: Mapping[str, Expression]) -> Iterator[Problem]:
        for name, expression in expressions.items():
            for function in sorted(expression.functions & set(_NOT_IN_BANDS)):
                yield self._by_id[name].problem(
                    "beside-band",
                    f"{quoted(expression.text)} calls {function}, "
                    "which cannot stand beside an anomaly detection band",
                    "name the metrics, as in SUM([m1, m2])",
                    key="Expression",
                )

    def _problem(self, kind: str, what: str, fix: str) -> Problem:
        """Return a problem of the queries together."""
        where = Location(source=self.source, key_path=("Metrics",))
        return Problem(kind=f"math/{kind}", where=where, what=what, fix=fix)


def _single_series(query: Query, result: ValueType) -> Iterator[Problem]:
    if result in {ValueType.TIME_SERIES, ValueType.UNKNOWN}:
        return
    is_array = result is ValueType.TIME_SERIES_ARRAY
    yield query.problem(
        "not-a-series",
        f"{quoted(query.expression)} gives {result.value}; an alarm watches a single time series",
        (
            "reduce it with SUM, AVG, MAX, MIN, FIRST or LAST"
            if is_array
            else "watch the series itself, or combine the two, as in m1 - AVG(m1)"
        ),
        key="Expression",
    )
