"""Cases of metric math: an expression over series on one grid of slots."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tocsin.evaluation import math
from tocsin.evaluation.conformance.case import Case, MalformedCaseError, Mismatch, as_number
from tocsin.evaluation.conformance.instant import SOME_MIDNIGHT, instant

_PERIOD = 60
_RESULT_ID = "result"


def check_expression(case: Case) -> list[Mismatch]:
    """Evaluate the expression and compare every slot; null is a slot without a point."""
    series = {name: _series(name, points) for name, points in case.mapping("datapoints").items()}
    expression = case.config.get("expression")
    if not isinstance(expression, str):
        message = "malformed case: config.expression must be text"
        raise MalformedCaseError(message)
    try:
        value = _evaluated(case, expression, series)
    except (math.ExpressionError, math.QueryError) as error:
        raise MalformedCaseError(str(error)) from error
    expected = case.fields["expected_values"]
    got = _plain(value)
    tolerance = case.number("tolerance", 1e-9)
    if _equal(expected, got, tolerance):
        return []
    return [Mismatch(what=f"values of {expression}", expected=expected, got=got)]


def _evaluated(
    case: Case, expression: str, series: Mapping[str, list[np.ndarray[Any, Any]]]
) -> math.Value:
    period = int(case.config.get("period") or case.number("period", _PERIOD))
    slots = max((one.size for arrays in series.values() for one in arrays), default=0)
    first = instant(case.fields.get("first_timestamp", SOME_MIDNIGHT))
    given = {name: arrays[0] if len(arrays) == 1 else arrays for name, arrays in series.items()}
    others: Mapping[str, str] = case.config.get("expressions", {})
    # A name with brackets is no id but the call whose result it gives, such as a band.
    queries: dict[str, Any] = {name: one for name, one in given.items() if "(" not in name}
    values = math.evaluate_queries(
        queries | dict(others) | {_RESULT_ID: expression},
        timestamps=(first + period * np.arange(slots)).astype(np.int64),
        period=period,
        inputs={name: one for name, one in given.items() if "(" in name},
    )
    return values[_RESULT_ID]


def _series(name: str, points: object) -> list[np.ndarray[Any, Any]]:
    if not isinstance(points, list):
        message = f"malformed case: datapoints of {name} must be a list"
        raise MalformedCaseError(message)
    rows = points if points and all(isinstance(point, list) for point in points) else [points]
    return [
        np.array([np.nan if point is None else as_number(name, point) for point in row])
        for row in rows
    ]


def _plain(value: math.Value) -> object:
    match value:
        case math.Scalar():
            return None if np.isnan(value.value) else value.value
        case math.TimeSeries():
            return [None if np.isnan(point) else float(point) for point in value.values]
        case _:
            return [_plain(series) for series in value]


def _equal(expected: object, got: object, tolerance: float) -> bool:
    if isinstance(expected, Sequence) and not isinstance(got, Sequence):
        # A scalar holds for every slot of the list that a case writes.
        return all(_equal(item, got, tolerance) for item in expected)
    if isinstance(expected, Sequence) and isinstance(got, Sequence):
        return len(expected) == len(got) and all(
            _equal(left, right, tolerance) for left, right in zip(expected, got, strict=True)
        )
    if expected is None or got is None:
        return expected is None and got is None
    if not isinstance(got, float):
        return False
    wanted = as_number("expected_values", expected)
    return abs(wanted - got) <= tolerance * max(1.0, abs(wanted))
