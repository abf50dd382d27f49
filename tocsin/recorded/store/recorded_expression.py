"""Recorded results of expressions: bands, searches and Metrics Insights queries."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tocsin.evaluation import FloatArray, Metric, Statistic

_STRING_OR_NAME = re.compile(r"'[^']*'|\"[^\"]*\"|\b[a-z][A-Za-z0-9_]*\b")
_SPACE = re.compile(r"\s+")
_BOUNDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedExpression:
    """What an expression gave.

    Attributes:
        meaning: The expression with metrics in place of ids.
        region: Where; None when the recording does not say.
        period: Seconds between two values.
        timestamps: The start of each period, in seconds since 1970.
        bounds: The values, or the lower and the upper bound of a band.
    """

    meaning: str
    region: str | None
    period: int
    timestamps: FloatArray
    bounds: tuple[FloatArray, ...]

    @property
    def range(self) -> tuple[float, float]:
        """The first time and the end of the last period."""
        if not self.timestamps.size:
            return 0.0, 0.0
        return float(self.timestamps[0]), float(self.timestamps[-1]) + self.period


def continued(expressions: Iterable[RecordedExpression]) -> tuple[RecordedExpression, ...]:
    """Join results of the same expression that several files have; each time counts once."""
    found: dict[tuple[object, ...], list[RecordedExpression]] = {}
    for each in expressions:
        identity = (each.meaning, each.region, each.period, len(each.bounds))
        found.setdefault(identity, []).append(each)
    return tuple(_joined(parts) for parts in found.values())


def _joined(parts: Sequence[RecordedExpression]) -> RecordedExpression:
    stamps = np.concatenate([part.timestamps for part in parts])
    times, chosen = np.unique(stamps, return_index=True)
    columns = zip(*(part.bounds for part in parts), strict=True)
    bounds = tuple(np.concatenate(column)[chosen] for column in columns)
    return replace(parts[0], timestamps=times, bounds=bounds)


def meaning(query_id: str, metrics: Mapping[str, str], expressions: Mapping[str, str]) -> str:
    """Return an expression with what its ids stand for, however the ids are called.

    Args:
        query_id: The id of the expression.
        metrics: The text of each id that is a metric.
        expressions: The text of each id that is metric math, or a Metrics Insights query.
    """

    def replaced(match: re.Match[str]) -> str:
        name = match[0]
        if name in metrics:
            return metrics[name]
        if name not in expressions or name == query_id:
            return name
        others = {other: text for other, text in expressions.items() if other != query_id}
        return f"({meaning(name, metrics, others)})"

    return _SPACE.sub("", _STRING_OR_NAME.sub(replaced, expressions[query_id]))


def metric_text(metric: Metric, statistic: Statistic, unit: str | None) -> str:
    """Return the text that stands for a metric in the meaning of an expression."""
    return f"<{metric} {statistic.text} {unit or ''}>"


def as_band(series: list[tuple[FloatArray, FloatArray]]) -> tuple[FloatArray, tuple[Any, ...]]:
    """Return the times and the bounds of one or two results of one expression.

    The lower of two values at a time is the lower bound, whichever result came first. A time
    that only one of the two has is left out.
    """
    if len(series) == 1:
        return series[0][0], (series[0][1],)
    assert len(series) == _BOUNDS
    (first_times, first), (second_times, second) = series
    times, in_first, in_second = np.intersect1d(first_times, second_times, return_indices=True)
    pair = first[in_first], second[in_second]
    return times, (np.minimum(*pair), np.maximum(*pair))
