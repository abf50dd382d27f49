"""Sums that do not depend on the order of adding, so that a threshold met exactly is met."""

import numpy as np

from tocsin.evaluation.array_types import FloatArray, Indices, LongFloatArray
from tocsin.evaluation.data import MetricSeries

_ALL = slice(None)
_WHOLE_NUMBERS_BELOW = 2.0**53
"""Up to here all whole numbers, and so all sums of them, are exact in 64 bits."""


def exact_sums(
    series: MetricSeries, samples: Indices | slice = _ALL
) -> FloatArray | LongFloatArray:
    """Return the sum of each sample or set, in a format in which adding them loses nothing.

    Whole numbers are exact in 64 bits as long as their sum is; others are added with a longer
    mantissa and rounded once. A value that occurred several times is multiplied there too: three
    times 0.1 is 0.3.

    Args:
        series: Where the samples are.
        samples: Which of them, ``(samples,)``.

    Returns:
        ``(samples,)``.
    """
    sums = series.sums[samples]
    if (sums == np.rint(sums)).all() and np.abs(sums).sum() < _WHOLE_NUMBERS_BELOW:
        return sums
    long = sums.astype(np.longdouble)
    if series.counts is None:
        return long
    counts, lowest = series.counts[samples], series.minimums[samples]
    repeated = (lowest == series.maximums[samples]) & (sums == lowest * counts)
    return np.where(repeated, lowest.astype(np.longdouble) * counts, long)
