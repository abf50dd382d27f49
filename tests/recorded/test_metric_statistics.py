from pathlib import Path
from typing import Any

import pytest

from tests.support.recorded import MONDAY, write_answer
from tocsin.recorded import read_recorded

DOCUMENT: dict[str, Any] = {
    "Namespace": "Shop",
    "MetricName": "Latency",
    "Dimensions": [{"Name": "Service", "Value": "cart"}],
    "Period": 60,
    "Label": "Latency",
    "Datapoints": [
        {"Timestamp": "2026-01-05T00:01:00Z", "Average": 2.0, "Unit": "Seconds"},
        {
            "Timestamp": "2026-01-05T00:00:00Z",
            "Average": 1.0,
            "Unit": "Seconds",
            "ExtendedStatistics": {"p99": 9.0},
        },
    ],
}


def test_each_statistic_is_a_series(tmp_path: Path) -> None:
    """The datapoints come in no order, each with several statistics and a unit."""
    data, problems = read_recorded(write_answer(tmp_path / "data.json", DOCUMENT))

    assert problems == ()
    assert {str(key): one.floats.tolist() for key, one in data.series.items()} == {
        "Shop Latency {Service=cart} Average of 60 s in Seconds": [1.0, 2.0],
        "Shop Latency {Service=cart} p99 of 60 s in Seconds": [9.0],
    }
    assert data.start == MONDAY


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"Namespace": None}, "Namespace or MetricName is missing"),
        ({"Period": None}, "is not a period"),
        ({"Dimensions": {"Service": "cart"}}, "Dimensions is not a list"),
        ({"Dimensions": [{"Service": "cart"}]}, "is not a dimension"),
        ({"Datapoints": 5}, "Datapoints is not a list"),
        ({"Datapoints": [{"Average": 1}]}, "Datapoints[0] has no Timestamp"),
        ({"Datapoints": [{"Timestamp": MONDAY, "Average": "1"}]}, "Datapoints[0].Average"),
        ({"Datapoints": [{"Timestamp": MONDAY, "Mean": 1}]}, "'Mean' is not a statistic"),
        ({"Datapoints": [{"Timestamp": "x", "Sum": 1}]}, "'x' is not a time"),
    ],
)
def test_incomplete_document_is_a_problem(
    tmp_path: Path, changes: dict[str, Any], word: str
) -> None:
    """What the request said has to stand beside the datapoints."""
    _, problems = read_recorded(write_answer(tmp_path / "data.json", {**DOCUMENT, **changes}))

    assert len(problems) == 1
    assert word in str(problems[0])
