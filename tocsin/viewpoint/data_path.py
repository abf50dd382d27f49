"""Where in the data pydantic means, which also names the alternatives that it has tried."""

from typing import Any

from tocsin.diagnostics import KeyPath


def data_path(location: KeyPath, data: Any, *, missing: bool = False) -> KeyPath:  # noqa: ANN401 - any YAML value
    """Return *location* as far as it exists in *data*, without the names of alternatives.

    Args:
        location: What pydantic says.
        data: What it has read.
        missing: Whether the last part is a key that is missing, and stays.
    """
    path: list[str | int] = []
    for number, part in enumerate(location):
        is_last = number == len(location) - 1
        if _holds(data, part):
            data = data[part]
        elif not (is_last and missing):
            continue
        path.append(part)
    return tuple(path)


def _holds(data: object, part: str | int) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and part < len(data)
