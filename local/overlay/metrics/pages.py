"""The pages of GetMetricData: datapoints in the order asked for, so many at a time."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from local.overlay.api import RefusedError

_MOST_DATAPOINTS = 100_800
_ASCENDING = "TimestampAscending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One series of an answer, oldest first.

    Attributes:
        id: The query that it answers.
        label: Its name for people.
        times: Seconds since 1970.
        values: As many.
    """

    id: str
    label: str
    times: tuple[int, ...]
    values: tuple[float, ...]


def page(results: Sequence[Result], request: Mapping[str, Any]) -> dict[str, Any]:
    """The page of an answer that its request asks for, with the token of the next one.

    A token holds where to go on, by time: what is published meanwhile shifts nothing.

    Raises:
        RefusedError: The token is not one of these.
    """
    left = int(request.get("MaxDatapoints") or _MOST_DATAPOINTS)
    if left < 1:
        message = f"MaxDatapoints: {left} is less than 1"
        raise RefusedError(message)
    first, after = _position(request.get("NextToken"), len(results))
    answers: list[dict[str, Any]] = []
    token = None
    for index, result in enumerate(results[first:], first):
        points = _in_order(result, request.get("ScanBy"), after if index == first else None)
        taken, rest = points[:left], points[left:]
        left -= len(taken)
        if rest and token is None:
            token = _token(index, taken[-1][0] if taken else (after if index == first else None))
        answers.append(_answer(result, taken, is_complete=not rest))
    answer: dict[str, Any] = {"MetricDataResults": answers, "Messages": []}
    return {**answer, "NextToken": token} if token else answer


def _in_order(result: Result, scan_by: str | None, after: int | None) -> list[tuple[int, float]]:
    points = list(zip(result.times, result.values, strict=True))
    if scan_by == _ASCENDING:
        return [point for point in points if after is None or point[0] > after]
    return [point for point in reversed(points) if after is None or point[0] < after]


def _answer(
    result: Result, points: Sequence[tuple[int, float]], *, is_complete: bool
) -> dict[str, Any]:
    return {
        "Id": result.id,
        "Label": result.label,
        "Timestamps": [at for at, _ in points],
        "Values": [value for _, value in points],
        "StatusCode": "Complete" if is_complete else "PartialData",
    }


def _token(index: int, after: int | None) -> str:
    return base64.urlsafe_b64encode(json.dumps([index, after]).encode()).decode()


def _position(token: str | None, results: int) -> tuple[int, int | None]:
    """The result to go on with, and the time of its last point that was given."""
    if not token:
        return 0, None
    try:
        index, after = json.loads(base64.urlsafe_b64decode(token))
    except (ValueError, TypeError) as error:
        raise _not_a_token(token) from error
    is_time = after is None or (isinstance(after, int) and not isinstance(after, bool))
    if not (isinstance(index, int) and 0 <= index < results and is_time):
        raise _not_a_token(token)
    return index, after


def _not_a_token(token: str) -> RefusedError:
    return RefusedError(f"Invalid NextToken : {token}", "InvalidNextToken")
