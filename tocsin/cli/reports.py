"""Reports for programs where a command ends before there is anything to report."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from tocsin.cli.failed_run import FailedRun
from tocsin.cli.terminal import put_json


@contextmanager
def reports_of_failures(
    *,
    as_json: bool,
    junit_file: Path | None = None,
    empty: Mapping[str, object] = MappingProxyType({}),
) -> Iterator[None]:
    """Write the reports that somebody waits for when something goes wrong: with what it was.

    Args:
        as_json: Whether JSON is printed.
        junit_file: The file of the report in JUnit XML, if there is to be one.
        empty: What programs look for in the JSON, without anything in it.
    """
    try:
        yield
    except Exception as error:
        failed = FailedRun.of(error)
        if junit_file is not None:
            # That it cannot be written is the smaller trouble.
            with suppress(OSError):
                junit_file.write_text(failed.junit(), encoding="utf-8")
        if as_json:
            put_json(failed.data(empty))
        raise
