"""Rules for the metric of an alarm, or for its metric queries."""

from typing import Final

from tocsin.alarms.metric import UNITS
from tocsin.alarms.property_reader import PropertyReader
from tocsin.alarms.query_reader import check_math
from tocsin.alarms.validation.name_rules import check_length
from tocsin.diagnostics import quoted

_MAXIMUM_DIMENSIONS: Final = 30
_MAXIMUM_NAME: Final = 255
_MAXIMUM_VALUE: Final = 1024
_MAXIMUM_QUERIES: Final = 20
_MAXIMUM_EXPRESSION: Final = 2048
_SINGLE: Final = (
    "MetricName",
    "Namespace",
    "Dimensions",
    "Period",
    "Unit",
    "Statistic",
    "ExtendedStatistic",
)


def check_metric(reader: PropertyReader) -> None:
    """Check the metric of an alarm that has one at its top level."""
    if not reader.has("Metrics"):
        _check_identity(reader)
        reader.choice("Unit", UNITS)
        if reader.has("EvaluateLowSampleCountPercentile") and not reader.has("ExtendedStatistic"):
            name, what = "EvaluateLowSampleCountPercentile", "it is for percentiles alone"
            reader.report(name, "low-samples", what, "remove it, or alarm on a percentile")


def check_metrics(reader: PropertyReader) -> None:
    """Check the metric queries of an alarm that has them."""
    if not reader.has("Metrics"):
        return
    for name in _SINGLE:
        # Exported templates have an empty list there, which says nothing.
        if reader.has(name) and reader.properties[name] != []:
            what = "it does not go with Metrics"
            reader.report(name, "beside-metrics", what, "move it into a query of Metrics")
    entries = reader.mappings("Metrics")
    if not 1 <= len(entries) <= _MAXIMUM_QUERIES:
        what = f"there are {len(entries)} queries"
        fix = f"use 1 to {_MAXIMUM_QUERIES}, or split the alarm"
        reader.report("Metrics", "too-many", what, fix)
    for entry in entries:
        _check_query(entry)
    check_math(reader)


def _check_query(entry: PropertyReader) -> None:
    check_length(entry, "Expression", 1, _MAXIMUM_EXPRESSION)
    stat = entry.mapping("MetricStat")
    if stat is None:
        return
    stat.choice("Unit", UNITS)
    metric = stat.mapping("Metric")
    if metric is not None:
        _check_identity(metric)


def _check_identity(reader: PropertyReader) -> None:
    check_length(reader, "MetricName", 1, _MAXIMUM_NAME)
    check_length(reader, "Namespace", 1, _MAXIMUM_NAME)
    namespace = reader.properties.get("Namespace")
    if isinstance(namespace, str) and namespace.startswith(":"):
        what = f"{quoted(namespace)} begins with a colon"
        reader.report("Namespace", "namespace", what, "remove the colon")
    dimensions = reader.mappings("Dimensions")
    if len(dimensions) > _MAXIMUM_DIMENSIONS:
        what = f"there are {len(dimensions)} dimensions"
        reader.report("Dimensions", "too-many", what, f"use at most {_MAXIMUM_DIMENSIONS}")
    names = [dimension.properties.get("Name") for dimension in dimensions]
    if any(names.count(name) > 1 for name in names):
        what = "a dimension stands more than once"
        reader.report("Dimensions", "repeated-dimension", what, "remove the repeated dimension")
    for dimension in dimensions:
        check_length(dimension, "Name", 1, _MAXIMUM_NAME)
        check_length(dimension, "Value", 1, _MAXIMUM_VALUE)
