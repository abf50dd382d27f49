"""Metric math in an alarm: grammar, types and limits, as problems of properties."""

from collections.abc import Mapping

from tocsin.evaluation import math
from tocsin.evaluation.alarm.property_reader import PropertyReader


def check_math(reader: PropertyReader) -> None:
    """Check expressions: their grammar and types, and the limits of math in alarms.

    It waits until every query has an id, because everything in it refers to these.
    """
    entries = reader.mappings("Metrics")
    if not reader.has("Metrics") or any(_text(entry, "Id") is None for entry in entries):
        return
    band = reader.properties.get("ThresholdMetricId")
    reader.collector.extend(
        math.validate_for_alarm(
            [_query(entry) for entry in entries],
            source=reader.source,
            threshold_metric_id=band if isinstance(band, str) else None,
        )
    )


def _query(entry: PropertyReader) -> math.Query:
    properties = entry.properties
    return math.Query(
        id=_text(entry, "Id") or "",
        expression=_text(entry, "Expression"),
        period=_period(properties),
        return_data=str(properties.get("ReturnData")).lower() != "false",
        where=entry.location(),
    )


def _text(entry: PropertyReader, name: str) -> str | None:
    """Return a text as `PropertyReader.text` does, without another problem where it is none."""
    value = entry.properties.get(name)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number or isinstance(value, str) else None


def _period(entry: Mapping[str, object]) -> int | None:
    stat = entry.get("MetricStat")
    value = stat.get("Period") if isinstance(stat, Mapping) else entry.get("Period")
    try:
        return int(str(value))
    except ValueError:
        return None
