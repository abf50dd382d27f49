"""Reads CSV files of datapoints, a row each."""

import csv
from array import array
from dataclasses import dataclass, field
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from tocsin.diagnostics import InvalidValueError, Location, Position, quoted
from tocsin.recorded.formats.series_key import (
    KEY_COLUMNS,
    OPTIONAL_COLUMNS,
    missing_columns,
    table_key,
)
from tocsin.recorded.instant import parse_instant
from tocsin.recorded.store import RawSeries, SeriesKey, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPREADSHEET_MARK = "utf-8-sig"
_SKIP = "correct it, or leave such rows out with --ignore-bad"
_MOST_ROW_PROBLEMS = 100
_LONGEST_LINE = 1 << 20


@dataclass(slots=True)
class _Rows:
    """The points of one series, and the lines that they stand in."""

    timestamps: "array[float]" = field(default_factory=lambda: array("d"))
    values: "array[float]" = field(default_factory=lambda: array("d"))
    lines: "array[int]" = field(default_factory=lambda: array("q"))


def read_csv(path: Path, file: BinaryIO, store: Store) -> None:
    """Read a CSV file with a header into *store*.

    Args:
        path: The file, for problems.
        file: It, from its beginning.
        store: Takes what is read.

    Raises:
        OSError: The file cannot be read.
    """
    reader = _Reader(path=path, store=store)
    text = TextIOWrapper(file, encoding=_SPREADSHEET_MARK, newline="")
    try:
        # A line without end is cut, and so is a row that is wrong: it is never held whole.
        lines = iter(partial(text.readline, _LONGEST_LINE), "")
        reader.read(csv.reader(lines, strict=True))
    except UnicodeDecodeError:
        reader.report(reader.line + 1, "this is not UTF-8 text", "save the file as UTF-8")
    except csv.Error as error:
        reader.report(reader.line + 1, f"this is not CSV: {error}", "write the file again, whole")
    finally:
        text.detach()  # whoever opened the file closes it
    reader.finish()


@dataclass(slots=True, kw_only=True)
class _Reader:
    path: Path
    store: Store
    line: int = 0
    columns: list[str] = field(default_factory=list)
    keys: dict[tuple[str, ...], SeriesKey | None] = field(default_factory=dict)
    rows: dict[SeriesKey, _Rows] = field(default_factory=dict)
    bad_rows: int = 0
    open_zone_line: int | None = None
    zoned_line: int | None = None

    def read(self, lines: "Iterator[list[str]]") -> None:
        header = next(lines, None)
        self.line = 1
        if header is None:
            self.report(1, "the file is empty", "write a header and a row for each datapoint")
            return
        self.columns = [column.strip().casefold() for column in header]
        wrong = missing_columns(self.columns)
        for what, fix in wrong:
            self.report(1, what, fix)
        if wrong:
            return
        key_at = [self.columns.index(column) for column in KEY_COLUMNS]
        key_at += [self.columns.index(c) for c in OPTIONAL_COLUMNS if c in self.columns]
        time_at, value_at = self.columns.index("timestamp"), self.columns.index("value")
        for row in lines:
            self.line = lines.line_num  # type: ignore[attr-defined] # csv.reader has it
            if row and self._is_whole(row):
                key = self._key(tuple(row[index] for index in key_at), row)
                if key is not None:
                    self._point(key, row[time_at], row[value_at])

    def finish(self) -> None:
        if self.bad_rows > _MOST_ROW_PROBLEMS:
            more = self.bad_rows - _MOST_ROW_PROBLEMS
            self.report(self.line, f"{more} more rows of this file are bad", _SKIP)
        if self.open_zone_line is not None and self.zoned_line is not None:
            what = f"the time has no time zone, but that of line {self.zoned_line} has one"
            self.report(self.open_zone_line, what, "write all times in UTC, with Z")
        for key, rows in self.rows.items():
            raw = RawSeries(
                key=key,
                timestamps=np.frombuffer(rows.timestamps, dtype=np.float64),
                values=np.frombuffer(rows.values, dtype=np.float64),
                source=str(self.path),
                rows=np.frombuffer(rows.lines, dtype=np.int64),
            )
            self.store.add(raw, is_open=self.open_zone_line is not None)

    def report(self, line: int, what: str, fix: str) -> None:
        where = Location(source=str(self.path), position=Position(line=line, column=1))
        self.store.collector.report("recorded/bad-row", where, what, fix)

    def _is_whole(self, row: list[str]) -> bool:
        if len(row) == len(self.columns):
            return True
        self._report_row(f"the row has {len(row)} fields of {len(self.columns)}", _SKIP)
        return False

    def _key(self, texts: tuple[str, ...], row: list[str]) -> SeriesKey | None:
        if texts in self.keys:
            key = self.keys[texts]
            self.bad_rows += key is None
            return key
        try:
            key = table_key(dict(zip(self.columns, row, strict=True)))
        except InvalidValueError as error:
            self._report_row(error.what, error.fix)
            key = None
        self.keys[texts] = key
        return key

    def _point(self, key: SeriesKey, time: str, value: str) -> None:
        try:
            at, is_open = parse_instant(time)
        except InvalidValueError as error:
            self._report_row(error.what, error.fix)
            return
        try:
            number = float(value)
        except ValueError:
            self._report_row(f"the value {quoted(value)} is not a number", _SKIP)
            return
        if is_open:
            self.open_zone_line = self.open_zone_line or self.line
        else:
            self.zoned_line = self.zoned_line or self.line
        rows = self.rows.setdefault(key, _Rows())
        rows.timestamps.append(at)
        rows.values.append(number)
        rows.lines.append(self.line)

    def _report_row(self, what: str, fix: str) -> None:
        self.bad_rows += 1
        if self.bad_rows <= _MOST_ROW_PROBLEMS:
            self.report(self.line, what, fix)
