"""Reads cases from a JSON file."""

import json
from pathlib import Path
from typing import Any

from tocsin.diagnostics import InvalidInputError, read_text_file

_LARGEST = 100_000_000
"""Bytes; the cases of all histories that were ever captured are a hundredth of it."""

_LIST = "give a JSON list of cases"


class CaseFileError(ValueError):
    """A file cannot be read as a list of cases."""


def read_cases(file: str | Path) -> list[Any]:
    """Read the cases of a file; what each of them holds is checked when it runs.

    Raises:
        CaseFileError: The file cannot be read, is not JSON, or holds no list.
    """
    try:
        text = read_text_file(Path(file), maximum_bytes=_LARGEST, too_large="split it")
        cases = json.loads(text)
    except InvalidInputError as error:
        raise CaseFileError(str(error)) from error
    except (ValueError, RecursionError) as error:
        message = f"{file}: is not JSON ({error}); {_LIST}"
        raise CaseFileError(message) from error
    if not isinstance(cases, list):
        message = f"{file}: holds {type(cases).__name__}; {_LIST}"
        raise CaseFileError(message)
    return cases
