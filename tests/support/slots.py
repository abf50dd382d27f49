"""Series written as lists with None for a missing point."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tocsin.evaluation.array_types import FloatArray
from tocsin.evaluation.math import Expression, SeriesInput, TimeSeries, Value, parse

Points = Sequence[float | None]

START = 1_767_225_600
"""2026-01-01T00:00:00Z, a Thursday."""

PERIOD = 60


def array(points: Points) -> FloatArray:
    """Make values of points, NaN where there is none."""
    return np.array(points, dtype=np.float64)


def points(value: Value) -> list[float | None]:
    """Make points of a time series, None where there is none."""
    assert isinstance(value, TimeSeries)
    return [None if np.isnan(item) else float(item) for item in value.values]


def timestamps(slots: int) -> NDArray[np.int64]:
    """Return the starts of `slots` slots of a minute."""
    return START + PERIOD * np.arange(slots, dtype=np.int64)


def evaluate(
    expression: str | Expression,
    series: Mapping[str, Points],
    inputs: Mapping[str, SeriesInput] | None = None,
    *,
    slots: int = 0,
) -> Value:
    """Evaluate an expression over series written as lists."""
    parsed = parse(expression) if isinstance(expression, str) else expression
    given = {name: array(items) for name, items in series.items()}
    count = max([slots, *(len(items) for items in given.values())])
    return parsed.evaluate(given, timestamps=timestamps(count), period=PERIOD, inputs=inputs)
