"""Which error of a state leads where.

https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

_TIMEOUT = "States.Timeout"
_ALL = "States.ALL"
_TASK_FAILED = "States.TaskFailed"


def caught(state: Mapping[str, Any], error: str) -> str | None:
    """Return the state that an error leads to: the first catcher that matches it decides."""
    for catcher in _entries(state, "Catch"):
        if _matches(catcher, error):
            found = catcher.get("Next")
            return found if isinstance(found, str) else None
    return None


def retries(state: Mapping[str, Any], error: str) -> bool:
    """Say whether a state is tried again after an error."""
    for retrier in _entries(state, "Retry"):
        if _matches(retrier, error):
            return bool(retrier.get("MaxAttempts", 3))
    return False


def _entries(state: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    listed = state.get(name)
    yield from (
        each for each in (listed if isinstance(listed, list) else ()) if isinstance(each, dict)
    )


def _matches(entry: Mapping[str, Any], error: str) -> bool:
    names = entry.get("ErrorEquals")
    listed = names if isinstance(names, list) else []
    is_task_error = error != _TIMEOUT and _TASK_FAILED in listed
    return error in listed or _ALL in listed or is_task_error
