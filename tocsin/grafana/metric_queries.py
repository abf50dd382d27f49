"""Queries of CloudWatch metrics, for one panel."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tocsin.grafana.data_sources import cloudwatch
from tocsin.grafana.foundation import cloudwatch_builders, cloudwatch_models
from tocsin.grafana.references import ReferenceVariable, substitute
from tocsin.plan import MetricSpec, SeriesSpec, renamed


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryContext:
    """What all queries of a panel share.

    Attributes:
        region: A region or a variable.
        references: Variables that stand for dynamic references.
    """

    region: str
    references: tuple[ReferenceVariable, ...]

    def at(self, region: str) -> "QueryContext":
        """Return what queries in *region* share."""
        here = tuple(each for each in self.references if each.region == region)
        return QueryContext(region=region, references=here)


def metric_queries(
    series: Sequence[SeriesSpec], *, labels: Sequence[str], context: QueryContext
) -> list[cloudwatch_builders.MetricsQuery]:
    """Return the queries that draw *series*.

    The metrics of an expression are read but hidden. Each dimension has one value, so that
    expressions are plain arithmetic over series and need no SEARCH. Periods are those of the
    series, because thresholds mean nothing for others.

    Args:
        series: What is drawn; ids of metrics need to be unique only within one of them.
        labels: What each of them is called in the panel.
        context: What all queries share.
    """
    queries = [
        query
        for number, (one, label) in enumerate(zip(series, labels, strict=True), start=1)
        for query in _series(one, label, f"_{number}" if len(series) > 1 else "", context)
    ]
    return [query.ref_id(reference_id(index)) for index, query in enumerate(queries)]


def reference_id(index: int) -> str:
    """Return Grafana's name of the query at *index*: A to Z, then AA and so on."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _series(
    series: SeriesSpec, label: str, suffix: str, context: QueryContext
) -> Iterator[cloudwatch_builders.MetricsQuery]:
    if series.region is not None:
        context = context.at(series.region)
    if series.expression is None:
        metric = series.metrics[0]
        yield _metric(metric, f"{metric.id}{suffix}", series.period, context).label(label)
        return
    ids = {metric.id: f"{metric.id}{suffix}" for metric in series.metrics}
    for metric in series.metrics:
        yield _metric(metric, ids[metric.id], series.period, context).hide(hide=True)
    query_id = _free(f"result{suffix}", ids.values())
    yield _math(renamed(series.expression, ids), query_id, series.period, context).label(label)


def _metric(
    metric: MetricSpec, query_id: str, period: int, context: QueryContext
) -> cloudwatch_builders.MetricsQuery:
    dimensions: cloudwatch_models.Dimensions = {
        name: [substitute(value, context.references)] for name, value in metric.dimensions
    }
    return (
        _query(query_id, period, context)
        .metric_editor_mode(cloudwatch_models.MetricEditorMode.BUILDER)
        .namespace(metric.namespace)
        .metric_name(metric.name)
        .statistic(metric.statistic)
        .dimensions(dimensions)
        .match_exact(match_exact=True)
        .expression("")
    )


def _math(
    expression: str, query_id: str, period: int, context: QueryContext
) -> cloudwatch_builders.MetricsQuery:
    return (
        _query(query_id, period, context)
        .metric_editor_mode(cloudwatch_models.MetricEditorMode.CODE)
        .namespace("")
        .metric_name("")
        .statistic("Average")
        .dimensions({})
        .expression(expression)
    )


def _query(query_id: str, period: int, context: QueryContext) -> cloudwatch_builders.MetricsQuery:
    """Return a query with its modes set: without them provisioned panels show no data."""
    return (
        cloudwatch_builders.MetricsQuery()
        .query_mode(cloudwatch_models.QueryMode.METRICS)
        .metric_query_type(cloudwatch_models.MetricQueryType.SEARCH)
        .id(query_id)
        .region(context.region)
        .period(str(period))
        .datasource(cloudwatch())
    )


def _free(wanted: str, taken: Iterable[str]) -> str:
    taken = set(taken)
    while wanted in taken:
        wanted = f"{wanted}_"
    return wanted
