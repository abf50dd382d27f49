"""Expressions of alarms: which values breach, and which are too few or too good for that.

`expressions/TYPE.yaml` has the values of metrics by the ids that the expression gives them. What a
case leaves out has no datapoint, as sparse metrics have none for zero. A list has datapoints one
after another, of which the last counts.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from yaml import CSafeLoader, load

from tests.support.catalogue import alarms, example_settings
from tocsin.catalogue import Comparison, RecommendedAlarm, ResourceType, resource_types
from tocsin.evaluation.math import TimeSeries, parse
from tocsin.metric_math import ValueType

BREACHES: dict[Comparison, Callable[[float, float], bool]] = {
    "GreaterThanThreshold": operator.gt,
    "GreaterThanOrEqualToThreshold": operator.ge,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}
CASES = Path(__file__).with_name("expressions")

Values = Mapping[str, float | list[float]]


@cache
def _cases(name: str) -> dict[str, dict[str, list[Values]]]:
    file = CASES / f"{name}.yaml"
    found: dict[str, Any] = load(file.read_text(), CSafeLoader) if file.exists() else {}
    return found


def _calculated() -> Iterator[tuple[ResourceType, RecommendedAlarm]]:
    return ((kind, alarm) for kind, alarm in alarms() if alarm.expression is not None)


def test_expressions_breach_for_what_their_texts_say() -> None:
    """An expression breaches for what is bad, and neither for what is good nor for too little."""
    wrong = [
        f"{kind.name}: {alarm.id} {'does not breach' if should else 'breaches'} for {values}"
        for kind, alarm in _calculated()
        for key, cases in _cases(kind.name).get(alarm.id, {}).items()
        for values in cases
        if _breaches(kind, alarm, values) != (should := key == "breaches")
    ]

    assert wrong == []


def _breaches(kind: ResourceType, alarm: RecommendedAlarm, values: Values) -> bool:
    assert set(values) <= {query.id for query in alarm.queries}, f"{kind.name}: {alarm.id}"
    value = _value(alarm, values)
    threshold = alarm.threshold_given(example_settings(kind))
    assert threshold is not None
    return not np.isnan(value) and BREACHES[alarm.comparison](value, threshold)


def _value(alarm: RecommendedAlarm, values: Values) -> float:
    count = max((len(each) for each in values.values() if isinstance(each, list)), default=1)
    nothing = [None] * count
    given = {name: each if isinstance(each, list) else [each] for name, each in values.items()}
    result = parse(str(alarm.expression)).evaluate(
        {query.id: given.get(query.id, nothing) for query in alarm.queries},
        timestamps=np.arange(count, dtype=np.int64) * alarm.period,
        period=alarm.period,
    )
    assert isinstance(result, TimeSeries)
    return float(result.values[-1])


def test_every_expression_has_cases() -> None:
    """Each expression is shown to breach and to be quiet, and is one time series."""
    assert [
        f"{kind.name}: {alarm.id}"
        for kind, alarm in _calculated()
        if not all(_cases(kind.name).get(alarm.id, {}).get(key) for key in ("breaches", "quiet"))
        or parse(str(alarm.expression)).result_type() is not ValueType.TIME_SERIES
    ] == []


def test_cases_are_of_expressions() -> None:
    """A case names a type and an alarm that are there, and says what is to happen."""
    known = {(kind.name, alarm.id) for kind, alarm in _calculated()}
    files = [file.stem for file in CASES.glob("*.yaml")]
    given = {(name, id_) for name in files for id_ in _cases(name)}
    keys = {key for name in files for cases in _cases(name).values() for key in cases}

    assert set(files) <= set(resource_types())
    assert given - known == set()
    assert keys <= {"breaches", "quiet"}
