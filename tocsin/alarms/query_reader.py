"""The metric or the ``Metrics`` of an alarm → metric queries, with the rules of metric math."""

from collections.abc import Mapping

from tocsin import metric_math
from tocsin.alarms.metric import (
    STATISTIC_FORMS,
    Metric,
    Statistic,
    parse_statistic,
    sorted_dimensions,
)
from tocsin.alarms.metric_alarm import MetricQuery
from tocsin.alarms.property_reader import PropertyReader
from tocsin.diagnostics import InvalidValueError

SINGLE_QUERY_ID = "m1"
_PERIODS = "10, 20, 30 or a multiple of 60 seconds"


def read_single_query(reader: PropertyReader) -> tuple[tuple[MetricQuery, ...], int | None]:
    """Read the query of an alarm on one metric, and the period in seconds."""
    reader.require("MetricName", "the metric's name, or Metrics for metric math")
    reader.require("Namespace", "the metric's namespace")
    reader.require("Period", _PERIODS)
    name = "ExtendedStatistic" if reader.has("ExtendedStatistic") else "Statistic"
    if reader.has("Statistic") and reader.has("ExtendedStatistic"):
        what = "Statistic and ExtendedStatistic are both there"
        reader.report("Statistic", "statistic", what, "remove one of them")
    query = MetricQuery(
        id=SINGLE_QUERY_ID,
        metric=_metric(reader),
        statistic=_statistic(reader, name),
        unit=reader.text("Unit"),
    )
    return (query,), reader.integer("Period")


def read_queries(reader: PropertyReader) -> tuple[tuple[MetricQuery, ...], int | None]:
    """Read ``Metrics``, and the one period in seconds that they share."""
    entries = reader.mappings("Metrics")
    queries = tuple(query for entry in entries if (query := _query(entry)) is not None)
    return queries, _common_period(entries)


def _query(entry: PropertyReader) -> MetricQuery | None:
    entry.require("Id", "a lower-case letter, then letters, digits and _")
    query_id, stat = entry.text("Id"), entry.mapping("MetricStat")
    if entry.has("Expression") == (stat is not None):
        both = "both Expression and MetricStat" if stat else "neither Expression nor MetricStat"
        fix = "keep exactly one of them" if stat else "add one of them"
        entry.report("Expression", "expression-or-metric", f"the query has {both}", fix)
        return None
    if query_id is None:
        return None
    metric, statistic, unit = None, None, None
    if stat is not None:
        stat.require("Period", _PERIODS)
        metric, statistic, unit = _nested_metric(stat), _statistic(stat, "Stat"), stat.text("Unit")
    return MetricQuery(
        id=query_id,
        metric=metric,
        statistic=statistic,
        unit=unit,
        expression=entry.text("Expression"),
        return_data=entry.boolean("ReturnData", default=True),
        label=entry.text("Label"),
        account_id=entry.text("AccountId"),
    )


def _nested_metric(stat: PropertyReader) -> Metric | None:
    stat.require("Metric", "Namespace, MetricName and Dimensions")
    metric = stat.mapping("Metric")
    if metric is None:
        return None
    metric.require("MetricName", "the metric's name")
    metric.require("Namespace", "the metric's namespace")
    return _metric(metric)


def _metric(reader: PropertyReader) -> Metric:
    pairs = []
    for dimension in reader.mappings("Dimensions"):
        dimension.require("Name", "the dimension's name")
        dimension.require("Value", "the dimension's value")
        pairs.append((dimension.text("Name") or "", dimension.text("Value") or ""))
    return Metric(
        namespace=reader.text("Namespace") or "",
        name=reader.text("MetricName") or "",
        dimensions=sorted_dimensions(pairs),
    )


def _statistic(reader: PropertyReader, name: str) -> Statistic | None:
    reader.require(name, f"one of {STATISTIC_FORMS}")
    text = reader.text(name)
    if text is None:
        return None
    try:
        statistic = parse_statistic(text)
    except InvalidValueError as error:
        reader.report(name, "statistic", error.what, error.fix)
        return None
    if name != "Stat" and statistic.is_simple != (name == "Statistic"):
        other = "Statistic" if statistic.is_simple else "ExtendedStatistic"
        reader.report(name, "statistic", f"{text} does not go here", f"move it to {other}")
    return statistic


def _common_period(entries: list[PropertyReader]) -> int | None:
    """Return the period of the metrics; without any, that of the expressions.

    Metrics of several periods are a problem that `check_math` reports.
    """
    stats = [stat for entry in entries if isinstance(stat := _stat_of(entry), PropertyReader)]
    periods = [each.integer("Period") for each in stats or entries]
    if not stats and not any(entry.has("Period") for entry in entries):
        _report_no_period([entry for entry in entries if entry.has("Expression")])
    return min((period for period in periods if period is not None), default=None)


def _report_no_period(expressions: list[PropertyReader]) -> None:
    """Report that nothing says how long a period is, at what gives the data.

    CloudWatch has no default for it: `Period must not be null`.
    """
    sources = [entry for entry in expressions if not _refers_to_others(entry)]
    for entry in sources or expressions[:1]:
        what = "it is missing, and no metric beside the expression has one"
        entry.report("Period", "missing", what, f"add {_PERIODS}; CloudWatch has no default")


def _refers_to_others(entry: PropertyReader) -> bool:
    """Say whether a query is math over other queries, which have its data."""
    text = _text(entry, "Expression")
    if text is None or metric_math.is_insights(text):
        return False
    try:
        return bool(metric_math.parse(text).references)
    except metric_math.ExpressionError:
        return False


def _stat_of(entry: PropertyReader) -> PropertyReader | None:
    return (
        entry.mapping("MetricStat")
        if isinstance(entry.properties.get("MetricStat"), dict)
        else None
    )


def check_math(reader: PropertyReader) -> None:
    """Check expressions: their grammar and types, and the limits of math in alarms.

    It waits until every query has an id, because everything in it refers to these.
    """
    entries = reader.mappings("Metrics")
    if not reader.has("Metrics") or any(_text(entry, "Id") is None for entry in entries):
        return
    band = reader.properties.get("ThresholdMetricId")
    reader.collector.extend(
        metric_math.validate_for_alarm(
            [_math_query(entry) for entry in entries],
            source=reader.source,
            threshold_metric_id=band if isinstance(band, str) else None,
        )
    )


def _math_query(entry: PropertyReader) -> metric_math.Query:
    properties = entry.properties
    return metric_math.Query(
        id=_text(entry, "Id") or "",
        expression=_text(entry, "Expression"),
        period=_written_period(properties),
        return_data=str(properties.get("ReturnData")).lower() != "false",
        where=entry.location(),
    )


def _text(entry: PropertyReader, name: str) -> str | None:
    """Return a text as `PropertyReader.text` does, without another problem where it is none."""
    value = entry.properties.get(name)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number or isinstance(value, str) else None


def _written_period(entry: Mapping[str, object]) -> int | None:
    stat = entry.get("MetricStat")
    value = stat.get("Period") if isinstance(stat, Mapping) else entry.get("Period")
    try:
        return int(str(value))
    except ValueError:
        return None
