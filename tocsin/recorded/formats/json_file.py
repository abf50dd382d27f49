"""Reads what CloudWatch's API returned: a JSON document, or JSON Lines of pages."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from tocsin.diagnostics import InvalidInputError, Location, Position, Problem, quoted
from tocsin.recorded.formats.metric_data_pages import MetricDataPages
from tocsin.recorded.formats.metric_statistics import read_metric_statistics
from tocsin.recorded.store import Store

MAXIMUM_DOCUMENT = 512 * 1024 * 1024
"""Bytes of one JSON document; it has to be in memory whole."""

MAXIMUM_LINE = 64 * 1024 * 1024
"""Bytes of a line of JSON Lines; a page of an answer has at most 100,800 datapoints."""

MAXIMUM_VALUES = 50_000_000
"""Values of one JSON document: `[],[],` takes thirty times its bytes in memory, numbers three."""

_AGAIN = "write the file again, whole"
_SMALLER = "record shorter times into several files, or use Parquet"
_BETWEEN = (b",", b"[", b"{")
_CUT = re.compile(r'\s*("[^"\\]*(?:\\.[^"\\]*)*\\?)?\Z', re.DOTALL)
"""What stands where JSON is wrong because it ends too early: nothing, or half a text."""

_TEMPLATE_KEYS = ("Resources", "AWSTemplateFormatVersion", "Transform")
_FORMS = "give the output of `aws cloudwatch get-metric-data`, with its MetricDataQueries"


def read_json(
    path: Path, file: BinaryIO, store: Store, queries: Sequence[object] = (), *, in_lines: bool
) -> None:
    """Read a document into *store*.

    Args:
        path: The file, for problems.
        file: It, from its beginning.
        store: Takes what is read.
        queries: The MetricDataQueries of requests whose answers stand alone.
        in_lines: Whether each line is a document.

    Raises:
        OSError: The file cannot be read.
    """
    pages = MetricDataPages(source=str(path), store=store, queries=queries)
    try:
        for document, position in _documents(path, file, in_lines=in_lines):
            _take(document, position, pages, store)
    except InvalidInputError as error:
        store.collector.extend(error.problems)
    pages.finish()


def _take(
    document: object, position: Position | None, pages: MetricDataPages, store: Store
) -> None:
    if isinstance(document, dict) and "MetricDataResults" in document:
        pages.take(document, position)
    elif isinstance(document, dict) and "Datapoints" in document:
        read_metric_statistics(document, pages.source, position, store)
    else:
        where = Location(source=pages.source, position=position)
        store.collector.report("recorded/unknown-document", where, *_foreign(document))


def _foreign(document: object) -> tuple[str, str]:
    """Return what is wrong with a document of another kind, and what to change."""
    if isinstance(document, dict) and any(key in document for key in _TEMPLATE_KEYS):
        what = "this is a template, not recorded data"
        return what, "give it with --assembly, and recorded data with --data"
    found = list(document)[:5] if isinstance(document, dict) else document
    return f"there are no MetricDataResults, but {quoted(found)}", _FORMS


def _documents(
    path: Path, file: BinaryIO, *, in_lines: bool
) -> Iterator[tuple[object, Position | None]]:
    """Yield the document of a file, or each line of JSON Lines with its position."""
    if not in_lines:
        # What is too large even when it is compressed need not be read to be refused.
        if path.stat().st_size > MAXIMUM_DOCUMENT:
            raise _too_large(path)
        yield _parsed(file.read(MAXIMUM_DOCUMENT + 1), path, None), None
        return
    for number, line in enumerate(iter(lambda: file.readline(MAXIMUM_LINE + 1), b""), 1):
        if len(line) > MAXIMUM_LINE:
            what = f"the line is longer than {MAXIMUM_LINE / 1e6:.0f} MB"
            raise _error(path, what, _SMALLER, Position(line=number, column=1))
        if line.strip():
            yield _parsed(line, path, number), Position(line=number, column=1)


def _parsed(content: bytes, path: Path, line: int | None) -> object:
    if len(content) > MAXIMUM_DOCUMENT:
        raise _too_large(path)
    if (values := sum(map(content.count, _BETWEEN))) > MAXIMUM_VALUES:
        what = f"a JSON document of {values:,} values has more than {MAXIMUM_VALUES:,}"
        raise _error(path, what, _SMALLER)
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        where = Position(line=line or error.lineno, column=error.colno)
        is_cut = _CUT.match(error.doc, error.pos) is not None
        what = "the JSON ends too early" if is_cut else f"this is not JSON: {error.msg}"
        raise _error(path, what, _AGAIN, where) from None
    except UnicodeDecodeError:
        raise _error(path, "this is not UTF-8 text", _AGAIN) from None
    except RecursionError:
        raise _error(path, "the JSON is nested too deeply", _FORMS) from None
    except ValueError:
        place = None if line is None else Position(line=line, column=1)
        what = "an integer has more than 4,300 digits"
        raise _error(path, what, "write a number that CloudWatch has", place) from None


def _too_large(path: Path) -> InvalidInputError:
    what = f"the JSON document is larger than {MAXIMUM_DOCUMENT / 1e6:.0f} MB"
    return _error(path, what, _SMALLER)


def _error(path: Path, what: str, fix: str, position: Position | None = None) -> InvalidInputError:
    where = Location(source=str(path), position=position)
    problem = Problem(kind="recorded/unreadable-json", where=where, what=what, fix=fix)
    return InvalidInputError([problem])
