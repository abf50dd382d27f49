"""Cases of metric math: an expression over series on one grid of slots."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.diagnostics import InvalidInputError
from tocsin.evaluation import math
from tocsin.evaluation.conformance.alarm_config import referenced_ids
from tocsin.evaluation.conformance.alarm_data import is_gap
from tocsin.evaluation.conformance.case import Case, MalformedCaseError, Mismatch, as_number
from tocsin.evaluation.conformance.instant import SOME_MIDNIGHT, instant
from tocsin.evaluation.conformance.single_windows import check_window
from tocsin.evaluation.conformance.validations import check_validation

_PERIOD = 60
_RESULT_ID = "result"


def check_expression(case: Case) -> list[Mismatch]:
    """Evaluate the expression and compare every slot; null is a slot without a point.

    A case may also expect that an alarm may, or may not, be set on it, and the alarm's state.
    """
    mismatches = _value_mismatches(case) if case.has("expected_values") else []
    if case.has("expected_valid"):
        mismatches += check_validation(case)
    if case.has("expected_state"):
        mismatches += check_window(case)
    return mismatches


def _value_mismatches(case: Case) -> list[Mismatch]:
    expression = case.config.get("expression")
    if not isinstance(expression, str):
        message = "malformed case: config.expression must be text"
        raise MalformedCaseError(message)
    try:
        value = _evaluated(case, expression)
    except InvalidInputError as error:
        raise MalformedCaseError(str(error)) from error
    expected = case.fields["expected_values"]
    got = _plain(value)
    if _equal(expected, got, case.number("tolerance", 1e-9)):
        return []
    return [Mismatch(what=f"values of {expression}", expected=expected, got=got)]


def _evaluated(case: Case, expression: str) -> math.Value:
    timestamps = _timestamps(case)
    written = {**_band(case, expression), **_datapoints(case, expression)}
    series = {name: _series(name, points, timestamps.size) for name, points in written.items()}
    given = {name: arrays[0] if len(arrays) == 1 else arrays for name, arrays in series.items()}
    others: Mapping[str, str] = case.config.get("expressions", {})
    # A name with brackets is not an id; it is the call whose result it gives, such as a band.
    queries: dict[str, Any] = {name: one for name, one in given.items() if "(" not in name}
    values = math.evaluate_queries(
        queries | dict(others) | {_RESULT_ID: expression},
        timestamps=timestamps,
        period=_period(case),
        inputs={name: one for name, one in given.items() if "(" in name},
    )
    return values[_RESULT_ID]


def _datapoints(case: Case, expression: str) -> Mapping[str, Any]:
    """Return datapoints by id; a bare list is that of the only id, or of none."""
    points = case.fields.get("datapoints")
    if isinstance(points, Mapping):
        return points
    ids = referenced_ids(expression)
    if points and len(ids) == 1:
        return {ids[0]: points}
    return case.mapping("datapoints") if points else {}


def _band(case: Case, expression: str) -> dict[str, Any]:
    """Return the band that a case gives by its bounds, for each call that asks for one."""
    if not (case.has("lower") and case.has("upper")):
        return {}
    bounds = [case.sequence("lower"), case.sequence("upper")]
    calls = math.parse(expression).external_calls
    return {call: bounds for call in calls if call.startswith("ANOMALY_DETECTION_BAND")}


def _period(case: Case) -> int:
    return int(as_number("period", case.setting("period") or _PERIOD))


def _timestamps(case: Case) -> NDArray[np.int64]:
    """Return the start of each slot, as the case gives them or counted from the first."""
    written = case.setting("timestamps")
    if isinstance(written, list):
        return np.array([instant(one) for one in written], dtype=np.int64)
    points, expected = case.fields.get("datapoints"), case.fields["expected_values"]
    listed = list(points.values()) if isinstance(points, Mapping) else [points]
    rows = [row for one in listed for row in _rows(one)] or [expected]
    slots = max(len(row) if isinstance(row, list) else 0 for row in rows)
    first = case.setting("first_timestamp")
    start = SOME_MIDNIGHT if first is None else instant(first)
    return (start + _period(case) * np.arange(slots)).astype(np.int64)


def _rows(points: object) -> list[Any]:
    if isinstance(points, list) and points and all(isinstance(point, list) for point in points):
        return points
    return [points] if points else []


def _series(name: str, points: object, slots: int) -> list[np.ndarray[Any, Any]]:
    """Return one series, or those of an array; gaps precede what is shorter than the others."""
    if not isinstance(points, list | None):
        message = f"malformed case: datapoints of {name} must be a list"
        raise MalformedCaseError(message)
    rows = _rows(points) or [[]]
    return [
        np.array(
            [np.nan] * (slots - len(row))
            + [np.nan if is_gap(point) else as_number(name, point) for point in row]
        )
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
    if _is_flat(expected) and isinstance(got, list) and len(got) == 1 and _is_flat(got[0]):
        # An array of one series: AWS gives SLICE both result types.
        return _equal(expected, got[0], tolerance)
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


def _is_flat(value: object) -> bool:
    return isinstance(value, list) and not any(isinstance(item, list) for item in value)
