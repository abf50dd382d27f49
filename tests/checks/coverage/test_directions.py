"""Where metrics go when an alarm on an expression of them fires."""

import pytest

from tocsin.catalogue import load_resource_type, resource_types
from tocsin.checks.coverage.directions import (
    DOWN,
    EITHER,
    UP,
    directions_of_comparison,
    directions_of_ids,
    directions_of_recommended,
)


@pytest.mark.parametrize(
    ("expression", "up", "down"),
    [
        ("errors", "errors", ""),
        ("-healthy", "", "healthy"),
        ("wanted - running", "wanted", "running"),
        ("100 * failed / requests", "failed", ""),
        ("100 * failed / (failed + fine)", "failed", ""),
        ("IF(requests >= 50, 100 * failed / requests, 0)", "failed", ""),
        ("IF(FILL(received, 0) >= 1, 0, waiting)", "waiting", ""),
        ("IF(one > other, one, other)", "one other", ""),
        ("MAX([one, other])", "one other", ""),
        ("1 - (good / all)", "", "good"),
        ("FILL(failed, otherwise)", "failed", ""),
        ("a > b", "", ""),
    ],
)
def test_metrics_go_where_the_value_does(expression: str, up: str, down: str) -> None:
    """But for those that only say whether there is enough traffic."""
    found = directions_of_ids(expression, {}, UP)

    assert found == {**dict.fromkeys(up.split(), UP), **dict.fromkeys(down.split(), DOWN)}


def test_other_expressions_are_followed() -> None:
    """However often, and in a circle too, which CloudWatch refuses."""
    expressions = {"rate": "100 * failed / all", "loop": "loop + failed"}

    assert directions_of_ids("rate - 1", expressions, DOWN) == {"failed": DOWN}
    assert directions_of_ids("loop", expressions, UP) == {"failed": UP}
    assert directions_of_ids("failed - rate", expressions, UP) == {"failed": EITHER}


def test_what_cannot_be_read_is_not_known() -> None:
    """An expression with a mistake says nothing."""
    assert directions_of_ids("failed +", {}, UP) is None


def test_a_band_may_be_left_both_ways() -> None:
    """Unless the alarm looks at one side."""
    assert directions_of_comparison("LessThanLowerOrGreaterThanUpperThreshold") == EITHER
    assert directions_of_comparison("GreaterThanUpperThreshold") == UP
    assert directions_of_comparison("LessThanLowerThreshold") == DOWN


@pytest.mark.parametrize("name", resource_types())
def test_each_recommended_alarm_tells_of_a_metric(name: str) -> None:
    """Or nobody could have it."""
    for alarm in load_resource_type(name).alarms.values():
        assert set(directions_of_recommended(alarm)) <= {query.id for query in alarm.queries}
        assert directions_of_recommended(alarm)
