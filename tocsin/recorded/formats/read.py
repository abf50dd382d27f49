"""Reads recorded metric data from a file, or from all files of a folder."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

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
from tocsin.recorded.formats.parquet_file import read_parquet
from tocsin.recorded.store import RecordedData, Store

_TABLES: Mapping[str, Callable[[Path, Store], None]] = {
    ".csv": read_csv,
    ".parquet": read_parquet,
}
_DOCUMENTS = (".json", ".jsonl")
FORMATS = (*_DOCUMENTS, *_TABLES)
_LONGEST_QUERIES = 10_000_000
"""A request has at most 500 queries."""


def read_recorded(
    path: Path, *, queries: Sequence[object] = (), on_file: Callable[[Path], None] | None = None
) -> tuple[RecordedData, tuple[Problem, ...]]:
    """Read recorded data; what is bad is left out and stands among the problems.

    Args:
        path: A file, or a folder of files; other kinds of files in a folder are left alone.
        queries: The MetricDataQueries of answers that have none beside them.
        on_file: Called before each file is read.

    Raises:
        InvalidInputError: There is nothing to read.
    """
    store = Store()
    for file in _files(path):
        if on_file is not None:
            on_file(file)
        try:
            _read(file, store, queries)
        except OSError as error:
            what = f"the file cannot be read: {error.strerror or error}"
            _report(store, file, what, "check the path and its permissions")
    data = store.data()
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
    suffix = file.suffix.casefold()
    if problem := no_file(file, fix=f"give {one_of(FORMATS)}"):
        store.collector.extend([problem])
    elif suffix in _DOCUMENTS:
        read_json(file, store, queries)
    elif suffix in _TABLES:
        _TABLES[suffix](file, store)
    else:
        what = f"files of the kind {suffix or 'without a suffix'} hold no recorded data"
        _report(store, file, what, f"give {one_of(FORMATS)}")


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        what = "there is no such file or folder"
        raise _no_data(path, what, "check the path, or run `tocsin record` first")
    if not path.is_dir():
        yield path
        return
    files = [each for each in sorted(path.rglob("*")) if each.suffix.casefold() in FORMATS]
    if not files:
        raise _no_data(path, "no file holds recorded data", f"add {one_of(FORMATS)}")
    yield from files


def _report(store: Store, path: Path, what: str, fix: str) -> None:
    store.collector.report("recorded/no-data", Location(source=str(path)), what, fix)


def _no_data(path: Path, what: str, fix: str) -> InvalidInputError:
    where = Location(source=str(path))
    return InvalidInputError([Problem(kind="recorded/no-data", where=where, what=what, fix=fix)])
