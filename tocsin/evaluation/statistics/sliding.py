"""Reductions over a sliding window, in time that does not depend on the window's length."""

import numpy as np

from tocsin.evaluation.array_types import FloatArray


def sliding_reduction(ufunc: np.ufunc, values: FloatArray, length: int) -> FloatArray:
    """Reduce every run of ``length`` neighbours with an associative ufunc.

    Each run is the end of one block and the beginning of the next (van Herk, 1992). Nothing is
    subtracted, so a large value leaves no rounding behind it in later sums.

    Args:
        ufunc: Such as ``numpy.add`` or ``numpy.maximum``.
        values: At least ``length`` values.
        length: How many neighbours each result covers.

    Returns:
        ``values.size - length + 1`` results.
    """
    if length == 1:
        return values
    results = values.size - length + 1
    blocks = -(-values.size // length)
    padded = np.resize(values, blocks * length).reshape(blocks, length)
    heads = ufunc.accumulate(padded, axis=1).ravel()
    tails = ufunc.accumulate(padded[:, ::-1], axis=1)[:, ::-1].ravel()
    reduced = ufunc(tails[:results], heads[length - 1 : length - 1 + results])
    reduced[::length] = heads[length - 1 : length - 1 + results : length]
    return np.asarray(reduced)
