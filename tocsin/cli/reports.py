"""Reports for programs where a command ends before there is anything to report."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from tocsin.cli.failed_run import FailedRun
from tocsin.cli.terminal import put_json


@contextmanager
def reports_of_failures(
    *,
    as_json: bool,
    documents: Mapping[Path, Callable[[FailedRun], str]] = MappingProxyType({}),
    empty: Mapping[str, object] = MappingProxyType({}),
) -> Iterator[None]:
    """Write the reports that somebody waits for when something goes wrong: with what it was.

    Args:
        as_json: Whether JSON is printed.
        documents: The files that are to be written, and what a failure writes into each.
        empty: What programs look for in the JSON, without anything in it.
    """
    try:
        yield
    except Exception as error:
        failed = FailedRun.of(error)
        for path, document in documents.items():
            # That it cannot be written is the smaller trouble.
            with suppress(OSError):
                path.write_text(document(failed), encoding="utf-8")
        if as_json:
            put_json(failed.data(empty))
        raise
