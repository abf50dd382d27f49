"""What queries can come to, by the forms that people write."""

from math import inf

import pytest

from tocsin.algebra import ANY, FROM_ZERO, Interval, Queries, Reading, Value, either

PERCENT = Interval(0, 100)


def known(expression: str, *, simplify: bool = True, **ranges: Interval) -> Value:
    """Return what an expression over metrics of ranges can come to; `a` and `a2` are the same."""
    readings = {name: Reading(series=name[0], range=each) for name, each in ranges.items()}
    queries = Queries(readings=readings, expressions={"e": expression}, period=60, slots=8)
    return either(case.value for case in queries.cases("e", simplify=simplify))


@pytest.mark.parametrize(
    ("expression", "low", "high"),
    [
        ("a - a2", 0, 0),
        ("a / a2", 1, 1),
        ("a / (a + a2 + a) * 400", 400 / 3, 400 / 3),
        ("a > a2", 0, 0),
        ("MAX([a, a2]) - a", 0, 0),
        ("100 * a / (a + b)", 0, 100),
        ("100 - 100 * a / (a + b)", 0, 100),
        ("(a + b) / (2 * a + 4 * b)", 0.25, 0.5),
        ("a + b - a2", 0, inf),
        ("a * b / (b * a2)", 1, 1),
        ("STDDEV([a, a2])", 0, 0),
        ("AVG([a, b]) / SUM([a2, b])", 0.5, 0.5),
        ("IF(a > 100, 100, a)", 0, 100),
        ("IF(a >= 50 AND b >= 1, 100 / a, 0)", 0, 2),
        ("IF(DATAPOINT_COUNT(a) > 8, a, TIME_SERIES(0))", 0, 0),
        ("ABS(0 - a)", 0, inf),
        ("RATE(a)", -inf, inf),
        ("HOUR(a)", 0, 23),
        ("a > 10 OR b > 10", 0, 1),
        ("a ^ 2 + 1", 1, inf),
        ("METRIC_COUNT(METRICS())", 3, 3),
        ("CEIL(a / (a + b))", 0, 1),
    ],
)
def test_range_of_metrics_that_are_never_negative(expression: str, low: float, high: float) -> None:
    """As narrow as the terms allow that cancel each other."""
    found = known(expression, a=FROM_ZERO, a2=FROM_ZERO, b=FROM_ZERO).range
    assert found is not None
    assert found.ends == pytest.approx((low, high), rel=1e-6)


@pytest.mark.parametrize(
    ("expression", "ends"),
    [
        ("a - a2", (-100, 100)),
        ("100 * a / (a + b)", (0, inf)),
        ("IF(a > 50, 50, a)", (0, 50)),
    ],
)
def test_without_simplifying_only_ranges_count(expression: str, ends: tuple[float, float]) -> None:
    """So it shows what only algebra knows."""
    found = known(expression, simplify=False, a=PERCENT, a2=PERCENT, b=PERCENT).range
    assert found is not None
    assert found.ends == ends


@pytest.mark.parametrize(
    ("expression", "can_be_missing"),
    [
        ("a", True),
        ("FILL(a, 0)", False),
        ("FILL(a, b)", True),
        ("FILL(a, REPEAT)", True),
        ("a + FILL(b, 0)", False),
        ("IF(a > 1, 1, 0)", True),
        ("IF(FILL(a, 0) > 1, 1, 0)", False),
        ("MINUTE(a)", False),
    ],
)
def test_whether_a_period_can_be_without_a_point(expression: str, *, can_be_missing: bool) -> None:
    """Silence decides only where it reaches the alarm."""
    assert known(expression, a=PERCENT, b=PERCENT).can_be_missing is can_be_missing


def test_a_quotient_by_nothing_never_has_a_point() -> None:
    """CloudWatch drops what is divided by zero."""
    assert known("a / (b - b)", a=FROM_ZERO, b=FROM_ZERO).range is None


def test_a_gap_counts_as_zero_beside_a_point() -> None:
    """So a share can be nothing although its metric never is."""
    found = known("a / b", a=Interval(5, 5), b=Interval(10, 10)).range
    assert found == Interval(0, 0.5)


def test_many_series_are_looked_at_together() -> None:
    """Two to the power of ten cases would take longer than anybody waits."""
    names = "abcdfghijk"
    readings = {name: Reading(series=name, range=PERCENT) for name in names}
    text = f"SUM([{', '.join(names)}])"
    queries = Queries(readings=readings, expressions={"e": text}, period=60, slots=8)
    (case,) = queries.cases("e")
    assert case.present is None
    assert case.value.range == Interval(0, 1000)


def test_polynomials_beyond_all_measure_are_left_alone() -> None:
    """What has too many terms is known by its range alone."""
    power = " * ".join(["(a + b + a2 + 1)"] * 9)
    assert known(f"{power} - {power}", a=PERCENT, a2=PERCENT, b=PERCENT).range is not None


@pytest.mark.parametrize("expression", ["a +", "SEARCH('x', 'Sum')", "NONE(a)"])
def test_what_cannot_be_read_or_known(expression: str) -> None:
    """No case, or any number."""
    queries = Queries(
        readings={"a": Reading(series="a")}, expressions={"e": expression}, period=60, slots=8
    )
    assert all(case.value.range in {None, ANY} for case in queries.cases("e"))


def test_expressions_within_each_other_take_no_longer_than_they_are_long() -> None:
    """Nothing is looked at twice for each condition that it stands in."""
    text = "a"
    for number in range(30):
        text = f"IF(b > {number}, {text}, b)"
    condition = "a"
    for number in range(30):
        condition = f"IF({condition} > {number}, a, b)"
    assert known(text, a=PERCENT, b=PERCENT).range == PERCENT
    assert known(condition, a=PERCENT, b=PERCENT).range == PERCENT


def test_an_expression_that_refers_to_itself_comes_to_nothing() -> None:
    """It is refused elsewhere; here it only has to end."""
    queries = Queries(readings={}, expressions={"e": "f + 1", "f": "e + 1"}, period=60, slots=8)
    assert queries.cases("e") == ()


@pytest.mark.parametrize(
    ("expression", "low", "high"),
    [
        ("failed / all", 0, 1),
        ("100 * (failed + refused) / all", 0, 100),
        ("1 - failed / all", 0, 1),
        ("failed - all", -inf, 0),
        ("all - failed - refused", 0, inf),
        ("IF(all > 50, failed / all, 0)", 0, 1),
        ("all / failed", 1, inf),
        ("failed / refused", 0, inf),
    ],
)
def test_a_part_is_never_more_than_the_whole(expression: str, low: float, high: float) -> None:
    """Nor are parts together that have nothing in common."""
    parts = {name: Reading(series=name, range=FROM_ZERO) for name in ("failed", "refused")}
    whole = Reading(series="all", range=FROM_ZERO, contains=frozenset(parts))
    queries = Queries(
        readings={**parts, "all": whole}, expressions={"e": expression}, period=60, slots=8
    )

    found = either(case.value for case in queries.cases("e")).range

    assert found is not None
    assert found.ends == (low, high)


@pytest.mark.parametrize(
    ("expression", "can_be_missing"),
    [("(n ^ 100) ^ 100", True), ("(n ^ 100) * (n ^ 400)", True), ("n ^ 100", False)],
)
def test_a_number_that_is_too_large_is_no_point(expression: str, *, can_be_missing: bool) -> None:
    """The evaluator has none there either."""
    readings = {"n": Reading(series="n", range=Interval(0, 5))}
    queries = Queries(readings=readings, expressions={"e": expression}, period=60, slots=8)
    (there,) = (case.value for case in queries.cases("e") if case.present == frozenset({"n"}))
    assert there.can_be_missing is can_be_missing
