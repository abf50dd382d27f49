"""A series as a file has it, before it is trusted."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tocsin.diagnostics import KeyPath, Location, Position, Problem
from tocsin.evaluation import FloatArray
from tocsin.recorded.store.series_key import SeriesKey

_SKIP = "correct it, or leave such points out with --ignore-bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSeries:
    """Points of one series from one place of a file.

    Attributes:
        key: What they are.
        timestamps: The start of each period, in seconds since 1970.
        values: The values; NaN where the file has one.
        source: The file.
        key_path: The place in a document, as `("m1", "Values")`; empty for tables.
        rows: The line of each point in a table, or its number in the list of a document.
    """

    key: SeriesKey
    timestamps: FloatArray
    values: FloatArray
    source: str
    key_path: KeyPath = ()
    rows: NDArray[np.int64]

    def taken(self, indices: NDArray[np.int64]) -> "RawSeries":
        """Return the points of some indices, in that order."""
        return replace(
            self,
            timestamps=self.timestamps[indices],
            values=self.values[indices],
            rows=self.rows[indices],
        )

    def problem(self, index: int, what: str) -> Problem:
        """Return a problem with the point of an index."""
        row = int(self.rows[index])
        in_table = not self.key_path
        where = Location(
            source=self.source,
            key_path=(str(self.key),) if in_table else (*self.key_path, row),
            position=Position(line=row, column=1) if in_table else None,
        )
        return Problem(kind="recorded/bad-datapoint", where=where, what=what, fix=_SKIP)
