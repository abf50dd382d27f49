"""The options of evaluation that a case sets."""

from typing import Any

from tocsin.evaluation.conformance.case import Case, MalformedCaseError, is_number
from tocsin.evaluation.options import DEFAULT_OPTIONS, EvaluationOptions

_WIDEST_RANGE = 100_000
_LONGEST_LAG = 86_400
_TEN_SECONDS = 10


def options_of(case: Case) -> EvaluationOptions:
    """Return the options a case, or its ``config``, sets: how wide its window is, and how late.

    Raises:
        MalformedCaseError: One of them cannot be understood.
    """
    written: dict[str, Any] = {}
    if (size := case.setting("evaluation_range")) is not None:
        written["evaluation_range"] = _evaluation_range(size)
    if (lag := case.setting("window_lag")) is not None:
        written["evaluation_delay"] = _window_lag(lag)
    return EvaluationOptions(**written) if written else DEFAULT_OPTIONS


def _evaluation_range(written: object) -> object:
    if written in {"auto", "N+2"}:
        return written
    if is_number(written, _WIDEST_RANGE) and written >= 1 and float(written).is_integer():
        return int(written)
    message = f"malformed case: evaluation_range is {written!r}; use auto, N+2 or a whole number"
    raise MalformedCaseError(message)


def _window_lag(written: object) -> int:
    if is_number(written, _LONGEST_LAG) and written >= 0 and written % _TEN_SECONDS == 0:
        return int(written)
    message = (
        f"malformed case: window_lag is {written!r}; use whole minutes in seconds, or tens of "
        "seconds for high resolution"
    )
    raise MalformedCaseError(message)
