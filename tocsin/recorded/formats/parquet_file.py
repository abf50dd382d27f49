"""Reads Parquet files with the columns of the CSV format."""

import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.diagnostics import InvalidInputError, InvalidValueError, Location, Position, Problem
from tocsin.recorded.formats.series_key import (
    KEY_COLUMNS,
    OPTIONAL_COLUMNS,
    POINT_COLUMNS,
    missing_columns,
    table_key,
)
from tocsin.recorded.instant import checked_instant, parse_instant
from tocsin.recorded.store import RawSeries, SeriesKey, Store

_ROWS_AT_ONCE = 1 << 19
_MAGIC = b"PAR1"
_MICROSECONDS = 1e6
_POINT = " or ".join(POINT_COLUMNS)
_ALIKE = (*KEY_COLUMNS, *OPTIONAL_COLUMNS)
_MOST_CODES = 1 << 62


def read_parquet(path: Path, store: Store) -> None:
    """Read a Parquet file into *store*, a part at a time.

    Raises:
        InvalidInputError: pyarrow is not installed.
        OSError: The file cannot be read.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra; the other formats do without
        import pyarrow.parquet as pq  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        what = "pyarrow is missing, which reads Parquet"
        where, fix = Location(source=str(path)), "install pyarrow"
        problem = Problem(kind="recorded/missing-package", where=where, what=what, fix=fix)
        raise InvalidInputError([problem]) from error
    reader = _Reader(path=path, store=store)
    try:
        with pq.ParquetFile(path) as file:
            texts = [each.name for each in file.schema_arrow if pa.types.is_string(each.type)]
            keys = [name for name in texts if name.casefold() in _ALIKE]
        # Texts that repeat stand in the file once; so they are read, and compared by number.
        with pq.ParquetFile(path, read_dictionary=keys) as file:
            reader.read(file)
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, FileNotFoundError | PermissionError):
            raise
        reader.report_broken(error)


@dataclass(slots=True, kw_only=True)
class _Reader:
    path: Path
    store: Store
    row: int = 1
    has_open_zone: bool = False
    keys: dict[tuple[object, ...], SeriesKey | None] = field(default_factory=dict)

    def read(self, file: Any) -> None:  # noqa: ANN401 - pyarrow has no types
        columns = [name.casefold() for name in file.schema_arrow.names]
        wrong = missing_columns(columns)
        for what, fix in wrong:
            self._report(None, what, fix)
        if wrong:
            return
        # iter_batches keeps the whole file in memory until its end; row groups do not.
        for group in range(file.metadata.num_row_groups):
            table = file.read_row_group(group, use_threads=False)
            for batch in table.to_batches(max_chunksize=_ROWS_AT_ONCE):
                self._take(dict(zip(columns, batch.columns, strict=True)), batch.num_rows)
                self.row += batch.num_rows

    def report_broken(self, error: Exception) -> None:
        with self.path.open("rb") as file:
            is_parquet = file.read(len(_MAGIC)) == _MAGIC
        detail = str(error).splitlines()[0] if str(error) else type(error).__name__
        what = f"the file is cut short: {detail}" if is_parquet else "this is not Parquet"
        self._report(None, what, "write the file again, whole")

    def _take(self, columns: dict[str, Any], size: int) -> None:
        names = (*KEY_COLUMNS, *(name for name in OPTIONAL_COLUMNS if name in columns))
        codes = _codes([columns[name] for name in names], size)
        try:
            timestamps, values = self._times(columns["timestamp"]), _floats(columns["value"])
        except InvalidValueError as error:
            self._report(None, f"{_POINT}: {error.what}", error.fix)
            return
        except (ValueError, TypeError) as error:
            self._report(None, f"{_POINT}: {error}", "write times and numbers")
            return
        order = _together(codes)
        if order is not None:
            # Sorted once, each series is a view of its part, as it is where nothing is mixed.
            codes, timestamps, values = codes[order], timestamps[order], values[order]
        for begin, end in itertools.pairwise(_bounds(codes)):
            rows = np.arange(begin, end) if order is None else order[begin:end]
            first = int(rows[0])
            key = self._key({name: columns[name][first].as_py() for name in names}, first)
            if key is not None:
                self._add(key, timestamps[begin:end], values[begin:end], rows + self.row)

    def _add(
        self,
        key: SeriesKey,
        timestamps: NDArray[np.float64],
        values: NDArray[np.float64],
        rows: NDArray[np.int64],
    ) -> None:
        raw = RawSeries(
            key=key, timestamps=timestamps, values=values, source=str(self.path), rows=rows
        )
        self.store.add(raw, is_open=self.has_open_zone)

    def _key(self, row: dict[str, object], index: int) -> SeriesKey | None:
        texts = tuple(row.values())
        if texts not in self.keys:
            try:
                self.keys[texts] = table_key(row)
            except InvalidValueError as error:
                self._report(self.row + index, error.what, error.fix)
                self.keys[texts] = None
        return self.keys[texts]

    def _times(self, column: Any) -> NDArray[np.float64]:  # noqa: ANN401 - pyarrow has no types
        import pyarrow as pa  # noqa: PLC0415 - an extra; the other formats do without

        if column.null_count:
            message = "a timestamp is empty"
            raise ValueError(message)
        if pa.types.is_timestamp(column.type):
            self.has_open_zone = column.type.tz is None
            stamps = column.cast(pa.timestamp("us", tz=column.type.tz)).cast(pa.int64())
            times = np.asarray(stamps.to_numpy() / _MICROSECONDS, dtype=np.float64)
        elif pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            parsed = [parse_instant(text) for text in column.to_pylist()]
            self.has_open_zone = any(is_open for _, is_open in parsed)
            times = np.array([at for at, _ in parsed])
        else:
            times = _floats(column)
        for extreme in (times.min(), times.max()) if times.size else ():
            checked_instant(float(extreme))
        return times

    def _report(self, row: int | None, what: str, fix: str) -> None:
        position = None if row is None else Position(line=row, column=1)
        where = Location(source=str(self.path), position=position)
        self.store.collector.report("recorded/bad-row", where, what, fix)


def _floats(column: Any) -> NDArray[np.float64]:  # noqa: ANN401 - pyarrow has no types
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)


def _codes(columns: list[Any], size: int) -> NDArray[np.int64]:
    """Return a number for each row that equal rows share, and no others.

    Of the rows (Shop, Sum), (Shop, Average), (Shop, Sum) the numbers are 1, 2, 1.

    Args:
        columns: Arrays of pyarrow, `(rows,)` each.
        size: How many rows there are.

    Returns:
        The numbers, `(rows,)`.
    """
    codes, most = np.zeros(size, dtype=np.int64), 1
    for column in columns:
        if _is_constant(column):
            continue
        encoded = column if hasattr(column, "dictionary") else column.dictionary_encode()
        indices = encoded.indices.fill_null(-1) if encoded.null_count else encoded.indices
        words = len(encoded.dictionary) + 1
        if most * words > _MOST_CODES:
            _, codes = np.unique(codes, return_inverse=True)
            most = size
        codes = codes * words + indices.to_numpy(zero_copy_only=False) + 1
        most *= words
    return codes


def _is_constant(column: Any) -> bool:  # noqa: ANN401 - pyarrow has no types
    """Say whether all rows are equal in a column; most columns of most files are such."""
    if column.null_count:
        return bool(column.null_count == len(column))
    if hasattr(column, "dictionary"):
        return len(column.dictionary) == 1
    values = column.to_numpy(zero_copy_only=False)
    return bool((values == values[:1]).all())


def _bounds(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where runs of one number begin, `(runs + 1,)`; the last is the end."""
    if not codes.size:
        return np.empty(0, dtype=np.int64)
    return np.concatenate(([0], np.flatnonzero(codes[1:] != codes[:-1]) + 1, [codes.size]))


def _together(codes: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Return an order that puts equal numbers side by side; None where they are already."""
    runs = codes[_bounds(codes)[:-1]]
    if np.unique(runs).size == runs.size:
        return None
    return np.argsort(codes, kind="stable")
