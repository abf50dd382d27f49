"""Reads cases from a JSON file."""

import json
from pathlib import Path
from typing import Any


class CaseFileError(ValueError):
    """A file cannot be read as a list of cases."""


def read_cases(file: str | Path) -> list[Any]:
    """Read the cases of a file; what each of them holds is checked when it runs.

    Raises:
        CaseFileError: The file cannot be read, is not JSON, or holds no list.
    """
    try:
        cases = json.loads(Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        message = f"{file}: cannot be read ({error.strerror}); give the path of a JSON file"
        raise CaseFileError(message) from error
    except UnicodeDecodeError as error:
        message = f"{file}: is not UTF-8 text; give a JSON file"
        raise CaseFileError(message) from error
    except (json.JSONDecodeError, RecursionError) as error:
        message = f"{file}: is not JSON ({error}); give a JSON list of cases"
        raise CaseFileError(message) from error
    if not isinstance(cases, list):
        message = f"{file}: holds {type(cases).__name__}; give a JSON list of cases"
        raise CaseFileError(message)
    return cases
