"""Reads recorded metric data, or refuses with everything that is wrong."""

from pathlib import Path

from tocsin.cli.terminal import errors, refuse
from tocsin.diagnostics import DrillError
from tocsin.recorded import RecordedData, read_queries, read_recorded


def read_data(path: Path, queries: Path | None, *, ignore_bad: bool) -> RecordedData:
    """Return what was recorded.

    Args:
        path: A file or a folder.
        queries: The MetricDataQueries of answers that have none beside them.
        ignore_bad: Whether bad points are left out, with a word about them, or stop everything.
    """
    try:
        known = () if queries is None else read_queries(queries)
        with errors().status(f"reading {path}") as status:
            data, problems = read_recorded(
                path, queries=known, on_file=lambda file: status.update(f"reading {file}")
            )
    except DrillError as error:
        raise refuse(error.problems) from error
    if problems and not ignore_bad:
        raise refuse(problems)
    for problem in problems:
        errors().print(f"left out: {problem}", markup=False)
    if data.start is None:
        raise refuse([f"{path}: no good datapoint is left; record at least one metric"])
    return data
