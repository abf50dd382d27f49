"""Reads recorded metric data from a file, or from all files of a folder."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import tzinfo
from gzip import GzipFile
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from tocsin.diagnostics import (
    InvalidInputError,
    Location,
    Problem,
    no_file,
    one_of,
    read_text_file,
)
from tocsin.recorded.formats.csv_file import read_csv
from tocsin.recorded.formats.json_file import read_json
from tocsin.recorded.formats.metric_stream import BEGIN, read_metric_stream
from tocsin.recorded.formats.opened import DamagedFileError, kind_of, opened
from tocsin.recorded.formats.parquet_file import read_parquet
from tocsin.recorded.store import LeftAlone, RecordedData, Store

_TABLE, _PARQUET, _LINES = ".csv", ".parquet", ".jsonl"
_DOCUMENTS = (".json", _LINES)
FORMATS = (*_DOCUMENTS, _TABLE, _PARQUET)
_LONGEST_QUERIES = 10_000_000
"""A request has at most 500 queries."""


def read_recorded(
    path: Path,
    *,
    queries: Sequence[object] = (),
    zone: tzinfo | None = None,
    on_file: Callable[[Path], None] | None = None,
) -> tuple[RecordedData, tuple[Problem, ...]]:
    """Read recorded data; what is bad is left out and stands among the problems.

    Args:
        path: A file, or a folder of files; what is not read of a folder is named.
        queries: The MetricDataQueries of answers that have none beside them.
        zone: Whose clocks times are from that say no zone; None for UTC.
        on_file: Called before each file is read.

    Raises:
        InvalidInputError: There is nothing to read.
    """
    store = Store(zone=zone)
    files, left_alone = _files(path)
    for file in files:
        if on_file is not None:
            on_file(file)
        try:
            _read(file, store, queries)
        except OSError as error:
            what = f"the file cannot be read: {error.strerror or error}"
            _report(store, file, what, "check the path and its permissions")
        except DamagedFileError as error:
            store.collector.extend(error.problems)
    data = replace(store.data(), left_alone=tuple(left_alone))
    problems = store.collector.problems
    if not problems and not data.series and not data.expressions:
        raise _no_data(path, "there is no datapoint", "record at least one metric")
    return data, tuple(problems)


def read_queries(path: Path) -> tuple[object, ...]:
    """Read the MetricDataQueries of a request: a list, or an object that has them.

    Raises:
        InvalidInputError: The file has none.
    """
    fix = "write the list that --metric-data-queries takes"
    text = read_text_file(path, maximum_bytes=_LONGEST_QUERIES, too_large=fix)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _no_data(path, f"this is not a list of queries: {error}", fix) from None
    found = document.get("MetricDataQueries") if isinstance(document, dict) else document
    if not isinstance(found, list) or not found:
        raise _no_data(path, "there are no MetricDataQueries", fix)
    return tuple(found)


def _read(file: Path, store: Store, queries: Sequence[object]) -> None:
    if problem := no_file(file, fix=f"give {one_of(FORMATS)}"):
        store.collector.extend([problem])
    elif file.suffix.casefold() == _PARQUET:
        read_parquet(file, store)
    else:
        with opened(file) as stream:
            _read_stream(file, stream, store, queries)


def _read_stream(file: Path, stream: BinaryIO, store: Store, queries: Sequence[object]) -> None:
    kind = kind_of(file)
    if _is_metric_stream(stream):
        read_metric_stream(file, stream, store)
    elif kind in _DOCUMENTS:
        read_json(file, stream, store, queries, in_lines=kind == _LINES)
    elif kind == _TABLE:
        read_csv(file, stream, store)
    else:
        what = f"files of the kind {kind or 'without a suffix'} hold no recorded data"
        _report(store, file, what, f"give {one_of(FORMATS)}")


def _is_metric_stream(stream: BinaryIO) -> bool:
    """Say whether a file is an object of a metric stream, whose name has no suffix."""
    assert isinstance(stream, BufferedReader | GzipFile)
    return stream.peek(len(BEGIN)).lstrip().startswith(BEGIN)


def _files(path: Path) -> tuple[Sequence[Path], Sequence[LeftAlone]]:
    """Return the files of a folder that are read, and those that are not, each with why."""
    if not path.exists():
        what = "there is no such file or folder"
        raise _no_data(path, what, "check the path, or run `tocsin record` first")
    if not path.is_dir():
        return (path,), ()
    found, left_alone = [], []
    for each in sorted(path.rglob("*")):
        if not each.is_file():
            continue
        why = _why_not(each)
        if why is None:
            found.append(each)
        else:
            left_alone.append(LeftAlone(path=each, why=why))
    if not found:
        raise _no_data(path, "no file holds recorded data", f"add {one_of(FORMATS)}")
    return found, left_alone


def _why_not(file: Path) -> str | None:
    """Return why a file of a folder is not read; None for one that is."""
    kind = kind_of(file)
    if kind in FORMATS:
        return None
    if file.name.startswith("."):
        return "it is hidden"
    if kind and not file.suffix[1:].isdigit():
        return f"files of the kind {kind} hold no recorded data"
    try:
        with opened(file) as stream:
            is_stream = _is_metric_stream(stream)
    except (OSError, InvalidInputError) as error:
        return f"it cannot be read: {error}"
    return None if is_stream else "it has no suffix, and is not an object of a metric stream"


def _report(store: Store, path: Path, what: str, fix: str) -> None:
    store.collector.report("recorded/no-data", Location(source=str(path)), what, fix)


def _no_data(path: Path, what: str, fix: str) -> InvalidInputError:
    where = Location(source=str(path))
    return InvalidInputError([Problem(kind="recorded/no-data", where=where, what=what, fix=fix)])
