"""Reductions over a sliding window, in time that does not depend on the window's length."""

import numpy as np

from tocsin.evaluation.array_types import FloatArray

# Example: sums of 3 neighbours among 1 2 3 4 5.
#
#   padded to blocks of 3   [1 2 3] [4 5 1]      the padding is not read
#   heads                    1 3 6   4 9 10      running sums from the left of each block
#   tails                    6 5 3  10 6 1       and from the right
#   tails + heads two on    6+6=12  5+4=9  3+9=12
#   at the begin of a block  6                   the head alone is the whole run
#   results                  6 9 12


def sliding_reduction(ufunc: np.ufunc, values: FloatArray, length: int) -> FloatArray:
    """Reduce every run of ``length`` neighbours with an associative ufunc.

    Each run is the end of one block and the beginning of the next (van Herk, 1992). Nothing is
    subtracted, so a large value leaves no rounding behind it in later sums.

    Args:
        ufunc: Such as ``numpy.add`` or ``numpy.maximum``.
        values: ``(values,) float64``, at least ``length`` of them.
        length: How many neighbours each result covers.

    Returns:
        ``(values - length + 1,) float64``.
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
