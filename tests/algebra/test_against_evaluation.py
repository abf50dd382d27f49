"""What algebra says of an expression holds of every value that the evaluator computes of it."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.algebra import Case, Interval, Queries, Reading
from tocsin.evaluation import math

SLOTS = 4
IDS = ("a", "b", "c")
RANGES = (Interval(0, 5), Interval(1, 9), Interval(-3, 4), Interval(-7, -1), Interval(0, 0))
SERIES = {"a": "first", "b": "second", "c": "first"}
"""Two of the queries read the same series."""

scalars = st.sampled_from(("0", "1", "2", "3", "100", "0.5", "-2", "DATAPOINT_COUNT(a)", "AVG(b)"))
scalars |= st.sampled_from(("MAX(a)", "SUM(c)", "METRIC_COUNT([a, b])", "PERIOD(a)", "MIN(b)"))
comparisons = st.sampled_from((">", ">=", "<", "<=", "==", "!="))
arithmetic = st.sampled_from(("+", "-", "*", "/", "+", "-", "*", "/", "^"))
of_series = st.sampled_from(
    ("ABS", "CEIL", "FLOOR", "LOG", "LOG10", "DIFF", "RATE", "RUNNING_SUM", "HOUR", "-")
)
of_arrays = st.sampled_from(
    ("SUM", "AVG", "MIN", "MAX", "STDDEV", "DATAPOINT_COUNT", "FIRST", "LAST")
)
fillers = scalars | st.sampled_from(("REPEAT", "LINEAR"))


def deeper(series: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return a strategy of series that are made of series."""
    arrays = st.lists(series, min_size=1, max_size=3).map(lambda each: f"[{', '.join(each)}]")
    arrays |= arrays.map(lambda each: f"REMOVE_EMPTY({each})") | st.just("METRICS()")
    arrays |= arrays.map(lambda each: f"SORT({each}, MAX, DESC, 2)")
    arrays |= arrays.map(lambda each: f"SLICE({each}, 0, 1)")
    conditions = st.builds("{} {} {}".format, series, comparisons, scalars | series) | series
    conditions |= st.builds("({} > 1) AND ({} < 3)".format, series, series)
    return st.one_of(
        st.builds("({}) {} ({})".format, series, arithmetic, series | scalars),
        st.builds("({}) {} ({})".format, scalars, arithmetic, series),
        st.builds("({}) {} ({})".format, series, comparisons, series | scalars),
        st.builds("({}) {} ({})".format, series, st.sampled_from(("AND", "OR")), series),
        st.builds("{}({})".format, of_series, series),
        st.builds("{}({})".format, of_arrays, arrays),
        st.builds("FILL({}, {})".format, series, fillers | series),
        st.builds("IF({}, {}, {})".format, conditions, series | scalars, series | scalars),
        st.builds("IF({}, {})".format, conditions, series | scalars),
    )


expressions = st.recursive(st.sampled_from(IDS), deeper, max_leaves=6)


@st.composite
def data(draw: st.DrawFn, numbers: Interval) -> list[float]:
    """Draw points in a range, some of them missing."""
    point = st.integers(int(numbers.low), int(numbers.high)).map(float) | st.just(float("nan"))
    return draw(st.lists(point, min_size=SLOTS, max_size=SLOTS))


def holds(case: Case, value: float) -> bool:
    """Say whether a value is one of those that a case allows."""
    known = case.value
    if np.isnan(value):
        return known.can_be_missing
    if known.range is None:
        return False
    leeway = 1e-6 * (1 + abs(value))
    return known.range.low - leeway <= value <= known.range.high + leeway


def case_at(cases: Sequence[Case], points: dict[str, list[float]], slot: int) -> Case:
    """Return the case of the series that have a point at a slot."""
    present = frozenset(SERIES[name] for name in IDS if not np.isnan(points[name][slot]))
    return next(case for case in cases if case.present in {None, present})


@settings(max_examples=300)
@given(st.data(), st.sampled_from(RANGES), st.sampled_from(RANGES), expressions, expressions)
def test_every_value_is_in_the_range_that_is_told(
    drawn: st.DataObject, first: Interval, second: Interval, expression: str, inner: str
) -> None:
    """For each slot, with the series that have a point there."""
    ranges = {"a": first, "b": second, "c": first}
    readings = {name: Reading(series=SERIES[name], range=ranges[name]) for name in IDS}
    points = {name: drawn.draw(data(ranges[name])) for name in ("a", "b")}
    points["c"] = points["a"]
    texts = {"inner": inner, "e": expression.replace("b", "inner", 1)}
    queries = Queries(readings=readings, expressions=texts, period=60, slots=SLOTS)

    values = math.evaluate_queries(
        {**points, **texts}, timestamps=np.arange(SLOTS) * 60, period=60
    )["e"]

    assert isinstance(values, math.TimeSeries)
    for simplify in (True, False):
        cases = queries.cases("e", simplify=simplify)
        for slot in range(SLOTS):
            case = case_at(cases, points, slot)
            assert holds(case, values.values[slot]), (case, values.values, slot)


@settings(max_examples=150)
@given(st.data(), expressions)
def test_a_whole_is_its_parts_and_more(drawn: st.DataObject, expression: str) -> None:
    """The series of `b` counts what that of `a` and of `c` counts, and other events."""
    numbers, rest = Interval(0, 5), drawn.draw(data(Interval(0, 5)))
    part = drawn.draw(data(numbers))
    whole = [
        more if np.isnan(some) else some + np.nan_to_num(more)
        for some, more in zip(part, rest, strict=True)
    ]
    points = {"a": part, "b": whole, "c": part}
    readings = {
        "a": Reading(series="first", range=numbers),
        "b": Reading(series="second", range=Interval(0, 10), contains=frozenset({"first"})),
        "c": Reading(series="first", range=numbers),
    }
    queries = Queries(readings=readings, expressions={"e": expression}, period=60, slots=SLOTS)

    values = math.evaluate_queries(
        {**points, "e": expression}, timestamps=np.arange(SLOTS) * 60, period=60
    )["e"]

    assert isinstance(values, math.TimeSeries)
    cases = queries.cases("e")
    for slot in range(SLOTS):
        assert holds(case_at(cases, points, slot), values.values[slot])
