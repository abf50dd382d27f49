"""Metric math in an alarm: grammar, types and limits, as problems of properties."""

from collections.abc import Mapping

from tocsin.evaluation import math
from tocsin.evaluation.alarm.property_reader import PropertyReader


def check_math(reader: PropertyReader) -> None:
    """Check expressions: their grammar and types, and the limits of math in alarms."""
    entries = [entry.properties for entry in reader.mappings("Metrics")]
    band = reader.properties.get("ThresholdMetricId")
    queries = [
        math.Query(
            id=str(entry.get("Id")),
            expression=_text(entry.get("Expression")),
            period=_period(entry),
            return_data=str(entry.get("ReturnData", True)).lower() == "true",
        )
        for entry in entries
    ]
    band_id = band if isinstance(band, str) else None
    for problem in math.validate_for_alarm(queries, threshold_metric_id=band_id):
        reader.fault(
            "Metrics", f"{problem.thing}: {problem.allowed} ({problem.value})", problem.fix
        )


def _text(value: object) -> str | None:
    """Return an expression as the alarm's reader takes it: a number is its text."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number or isinstance(value, str) else None


def _period(entry: Mapping[str, object]) -> int | None:
    stat = entry.get("MetricStat")
    value = stat.get("Period") if isinstance(stat, Mapping) else entry.get("Period")
    try:
        return int(str(value))
    except ValueError:
        return None
