import pytest

from tests.support.alarms import alarm, query
from tocsin.drills.mutation.mutants import mutants
from tocsin.evaluation import MetricAlarm


def _names(definition: MetricAlarm, subject: str) -> list[str]:
    return [each.name for each in mutants(definition) if subject in each.name]


@pytest.mark.parametrize(
    ("threshold", "expected"),
    [
        (1, ["threshold 0", "threshold 2"]),
        (0, ["threshold -1", "threshold 1"]),
        (50, ["threshold 45", "threshold 55"]),
        (0.5, ["threshold 0.45", "threshold 0.55"]),
        (-20, ["threshold -22", "threshold -18"]),
    ],
)
def test_thresholds(threshold: float, expected: list[str]) -> None:
    """A threshold changes by a tenth; one that counts a few things, by one."""
    assert _names(alarm(Threshold=threshold), "threshold") == expected


def test_numbers_that_metric_math_compares_with() -> None:
    """A least number of requests inside an expression changes as a threshold does."""
    definition = alarm(
        MetricName=None, Namespace=None, Statistic=None, Period=None,
        Metrics=[
            {"Id": "rate", "Expression": "IF(total >= 50, 100 * bad / total, 0)"},
            query("bad"),
            query("total"),
        ],
    )  # fmt: skip

    found = {each.name: each for each in mutants(definition) if "rate: " in each.name}

    assert list(found) == ["rate: total >= 45", "rate: total >= 55"]
    changed = found["rate: total >= 45"]
    assert changed.original == "rate: total >= 50"
    assert isinstance(changed.definition, MetricAlarm)
    assert changed.definition.query("rate").expression == "IF(total >= 45, 100 * bad / total, 0)"


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ("LessThanThreshold", ["operator <=", "operator >"]),
        ("GreaterThanOrEqualToThreshold", ["operator >", "operator <="]),
    ],
)
def test_operators(operator: str, expected: list[str]) -> None:
    """An operator takes or leaves the threshold itself, and turns round."""
    assert _names(alarm(ComparisonOperator=operator), "operator") == expected


@pytest.mark.parametrize(
    ("needed", "total", "expected"),
    [
        (1, 1, ["1 of 2", "2 of 2"]),
        (2, 3, ["1 of 3", "2 of 2", "2 of 4", "3 of 3", "3 of 4"]),
        (3, 3, ["2 of 2", "2 of 3", "3 of 4", "4 of 4"]),
    ],
)
def test_counts(needed: int, total: int, expected: list[str]) -> None:
    """M and N change by one, alone and together, as far as M of N still makes sense."""
    definition = alarm(DatapointsToAlarm=needed, EvaluationPeriods=total)

    assert _names(definition, " of ") == expected


def test_a_window_never_grows_beyond_what_cloudwatch_takes() -> None:
    """An alarm whose window lasts a day gets no longer one."""
    definition = alarm(Period=1800, EvaluationPeriods=48, DatapointsToAlarm=48)

    assert _names(definition, " of ") == ["47 of 47", "47 of 48"]
    assert _names(definition, "period ") == ["period 15m", "period 1h"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["ignore", "breaching", "notBreaching"]),
        ({"TreatMissingData": "breaching"}, ["missing", "ignore", "notBreaching"]),
        ({"Namespace": "AWS/DynamoDB"}, ["missing", "breaching", "notBreaching"]),
    ],
)
def test_treatments(changes: dict[str, object], expected: list[str]) -> None:
    """Each treatment of missing data other than the one in effect is tried."""
    assert _names(alarm(**changes), "missing data") == [f"missing data {each}" for each in expected]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (10, ["period 30s"]),
        (30, ["period 10s", "period 1m"]),
        (60, ["period 2m"]),
        (300, ["period 2m", "period 10m"]),
        (86_400, ["period 6h"]),
    ],
)
def test_periods(period: int, expected: list[str]) -> None:
    """A period changes to the usual ones next to it; standard resolution stays standard."""
    assert _names(alarm(Period=period), "period ") == expected


def test_a_mutant_differs_in_one_thing() -> None:
    """Names are unique, and each mutant says what the alarm has in place of it."""
    definition = alarm(DatapointsToAlarm=2, EvaluationPeriods=3)
    found = mutants(definition)

    assert len({each.name for each in found}) == len(found)
    assert all(each.definition != definition for each in found)
    assert {each.original for each in found} == {
        "threshold 1", "operator <", "2 of 3", "missing data missing", "period 1m",
    }  # fmt: skip
