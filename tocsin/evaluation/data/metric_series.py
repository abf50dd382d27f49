"""Metric data: the samples of one metric, or points that are aggregated already."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from tocsin.alarms import Metric, Statistic, StatisticKind, parse_statistic
from tocsin.evaluation.array_types import FloatArray, Indices


class MetricSeriesError(ValueError):
    """The arrays do not describe a series of samples."""


class MetricSeries:
    """Samples of one metric in one unit, sorted by time.

    Without ``counts`` each value is one sample. With ``counts`` alone each value occurred that
    many times (the API's Values and Counts). With ``counts``, ``minimums`` and ``maximums`` each
    value is the sum of a statistic set. With ``statistic`` each value is that statistic of one
    period that begins at its timestamp, as GetMetricData returns it.

    A value of NaN means that there is no datapoint; it is left out.

    Attributes:
        metric: Namespace, name and dimensions.
        unit: The unit, ``None`` in CloudWatch's sense when it is None.
        statistic: What the values are, when they are aggregated already.
        timestamps: Seconds since 1970, ascending, ``(samples,) float64`` as the other columns.
        sums: The sum of the values of each sample or set.
        counts: How many values each sample stands for; None when all are one.
        minimums: The least value of each set; the value itself for a sample.
        maximums: The greatest value of each set; the value itself for a sample.
        arrivals: When CloudWatch received each, in seconds; None when nothing is late.
        interval: The step of a grid on which every timestamp lies, each alone; None without one.
        positions: The place of each timestamp on that grid; None when there is no gap.
    """

    __slots__ = (
        "arrivals",
        "counts",
        "interval",
        "maximums",
        "metric",
        "minimums",
        "positions",
        "statistic",
        "sums",
        "timestamps",
        "unit",
    )

    def __init__(
        self,
        metric: Metric,
        *,
        timestamps: ArrayLike,
        values: ArrayLike,
        unit: str | None = None,
        arrival: ArrayLike | None = None,
        counts: ArrayLike | None = None,
        minimums: ArrayLike | None = None,
        maximums: ArrayLike | None = None,
        statistic: str | Statistic | None = None,
    ) -> None:
        self.metric = metric
        self.unit = unit
        self.statistic = parse_statistic(statistic) if isinstance(statistic, str) else statistic
        if (minimums is None) != (maximums is None) or (minimums is not None and counts is None):
            message = f"{metric}: a statistic set needs counts, minimums and maximums"
            raise MetricSeriesError(message)
        columns = [timestamps, values, counts, minimums, maximums, arrival]
        self._take(_sorted_columns(metric, columns))

    def _take(self, columns: Sequence[FloatArray | None]) -> None:
        timestamps, values, counts, minimums, maximums, arrivals = columns
        assert timestamps is not None
        assert values is not None
        self.timestamps, self.counts, self.arrivals = timestamps, counts, arrivals
        self.minimums = values if minimums is None else minimums
        self.maximums = values if maximums is None else maximums
        self.sums = values if counts is None or minimums is not None else values * counts
        self.interval, self.positions = _grid(timestamps)

    @property
    def combining_statistic(self) -> Statistic | None:
        """Return how several of its aggregated points make one; None for samples.

        Sums and counts add up and extremes stay extremes. Averages, and all others, of several
        periods are averaged, which is exact when the periods hold equally many samples.
        """
        if self.statistic is None:
            return None
        match self.statistic.kind:
            case StatisticKind.SUM | StatisticKind.SAMPLE_COUNT | StatisticKind.TRIMMED_SUM:
                return parse_statistic("Sum")
            case StatisticKind.TRIMMED_COUNT:
                return parse_statistic("Sum")
            case StatisticKind.MINIMUM | StatisticKind.MAXIMUM:
                return self.statistic
            case _:
                return parse_statistic("Average")


def merged(series: Sequence[MetricSeries]) -> MetricSeries:
    """Return the samples of several series of one metric as one series."""
    first = series[0]
    if len(series) == 1:
        return first
    has_sets = any(one.counts is not None for one in series)
    is_late = any(one.arrivals is not None for one in series)
    return MetricSeries(
        first.metric,
        unit=first.unit,
        statistic=first.statistic,
        timestamps=np.concatenate([one.timestamps for one in series]),
        values=np.concatenate([one.sums for one in series]),
        counts=np.concatenate([sample_counts(one) for one in series]) if has_sets else None,
        minimums=np.concatenate([one.minimums for one in series]) if has_sets else None,
        maximums=np.concatenate([one.maximums for one in series]) if has_sets else None,
        arrival=np.concatenate([_arrivals(one) for one in series]) if is_late else None,
    )


def sample_counts(series: MetricSeries) -> FloatArray:
    """Return how many values each sample stands for."""
    return np.ones_like(series.sums) if series.counts is None else series.counts


def _arrivals(series: MetricSeries) -> FloatArray:
    never_late = np.full_like(series.timestamps, -np.inf)
    return never_late if series.arrivals is None else series.arrivals


def _sorted_columns(metric: Metric, columns: Sequence[ArrayLike | None]) -> list[FloatArray | None]:
    arrays = [None if column is None else _floats(column) for column in columns]
    lengths = {array.size for array in arrays if array is not None}
    if len(lengths) > 1 or any(array is not None and array.ndim != 1 for array in arrays):
        message = f"{metric}: the arrays differ in length ({sorted(lengths)}) or are not flat"
        raise MetricSeriesError(message)
    timestamps, values = arrays[0], arrays[1]
    assert timestamps is not None
    assert values is not None
    if not np.isfinite(timestamps).all() or np.isinf(values).any():
        message = f"{metric}: timestamps must be finite, and values finite or NaN for a gap"
        raise MetricSeriesError(message)
    absent = np.isnan(values)
    if absent.any():
        arrays = [None if array is None else array[~absent] for array in arrays]
        timestamps = timestamps[~absent]
    if timestamps.size > 1 and not (timestamps[1:] >= timestamps[:-1]).all():
        order = np.argsort(timestamps, kind="stable")
        arrays = [None if array is None else array[order] for array in arrays]
    return arrays


def _floats(column: ArrayLike) -> FloatArray:
    array = np.asarray(column)
    if array.dtype.kind == "M":
        return array.astype("datetime64[us]").astype(np.int64) / 1e6
    return array.astype(np.float64, copy=False)


def _grid(timestamps: FloatArray) -> tuple[int | None, Indices | None]:
    """Return the step of the grid that timestamps lie on, and their places when some are empty."""
    steps = np.diff(timestamps)
    if not steps.size or not float(timestamps[0]).is_integer():
        return None, None
    step = float(steps.min())
    if step <= 0 or not step.is_integer():
        return None, None
    if step == steps.max():
        return int(step), None
    places = (timestamps - timestamps[0]) / step
    positions = places.astype(np.int64)
    return (int(step), positions) if (positions == places).all() else (None, None)
