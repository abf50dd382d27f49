"""Reads recorded metric data, and the times that a command is about."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

from rich.text import Text

from tocsin.cli.installation import command_for
from tocsin.cli.terminal import about, errors, refuse, remark
from tocsin.diagnostics import InvalidInputError, InvalidValueError, Problem, quoted
from tocsin.recorded import LeftAlone, RecordedData, parse_instant, read_queries, read_recorded

_MOST_NAMED = 3


def read_data(
    path: Path, queries: Path | None, *, ignore_bad: bool, zone: tzinfo | None = None
) -> RecordedData:
    """Return what was recorded.

    Args:
        path: A file or a folder.
        queries: The MetricDataQueries of answers that have none beside them.
        ignore_bad: Whether bad points are left out, with a message about each, or stop everything.
        zone: Whose clocks times are from that say no zone; None for UTC.
    """
    try:
        known = () if queries is None else read_queries(queries)
        with errors().status(Text(f"reading {path}")) as status:
            data, problems = read_recorded(
                path,
                queries=known,
                zone=zone,
                on_file=lambda file: status.update(Text(f"reading {file}")),
            )
    except InvalidInputError as error:
        raise refuse(_with_commands(error.problems)) from error
    if problems and not ignore_bad:
        raise refuse(problems)
    for problem in problems:
        remark(f"left out: {problem}")
    for text in (*_left_alone(data.left_alone), *data.remarks):
        remark(text)
    if data.start is None:
        what = "no good datapoint is left"
        raise refuse([about(path, "file/no-data", what, "record at least one metric")])
    return data


def _left_alone(files: Iterable[LeftAlone]) -> Iterator[str]:
    """Say which files were not read and why, those of one reason together."""
    by_why: dict[str, list[Path]] = {}
    for each in files:
        by_why.setdefault(each.why, []).append(each.path)
    for why, paths in by_why.items():
        rest = len(paths) - _MOST_NAMED
        named = ", ".join(map(quoted, map(str, paths[:_MOST_NAMED])))
        more = f" and {rest} more" if rest > 0 else ""
        yield f"not read: {named}{more}: {why}"


def _with_commands(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Say how a missing package is installed here, which a room that is pure cannot know."""
    for problem in problems:
        missing = problem.kind == "recorded/missing-package"
        yield replace(problem, fix=f"run {command_for('parquet')}") if missing else problem


def instant(option: str, written: str | None) -> float | None:
    """Return seconds since 1970, or print what is wrong and exit; a time without zone is UTC."""
    if written is None:
        return None
    try:
        return parse_instant(written)[0]
    except InvalidValueError as error:
        problem = about(f"{option} {written}", "option/not-a-time", error.what, error.fix)
        raise refuse([problem]) from error
