"""When alarms are evaluated, up to when they read, and how many slots."""

from typing import Any, Literal

import numpy as np
import pytest

from tests.support.alarms import MONDAY, alarm
from tocsin.evaluation import EvaluationOptions, evaluation_delay
from tocsin.evaluation.windows.schedule import data_cutoff, schedule
from tocsin.evaluation.windows.slot_grid import slots_read

WALL_CLOCK: dict[str, Any] = {"WallClockWindow": {}}


@pytest.mark.parametrize(
    ("changes", "offset", "expected"),
    [
        ({}, 0.0, [0, 60, 120]),
        ({}, 51.29, [51.29, 111.29, 171.29]),
        ({"Period": 10}, 4.0, list(range(4, 180, 10))),
        ({"Period": 10}, 51.0, list(range(1, 180, 10))),
        ({"Period": 86_400, "EvaluationPeriods": 2}, 5.0, []),
    ],
)
def test_evaluations_between_two_times(
    changes: dict[str, Any], offset: float, expected: list[float]
) -> None:
    """An alarm is evaluated each minute, or each ten seconds, at an offset of its own."""
    options = EvaluationOptions(second_offset=offset)
    times = schedule(alarm(**changes), MONDAY, MONDAY + 180, options)

    assert expected == pytest.approx((times.times(np.arange(times.count)) - MONDAY).tolist())


def test_window_longer_than_a_day_is_evaluated_hourly() -> None:
    """An hourly evaluation comes at one minute of the hour; a wall-clock window's does not."""
    days = {"Period": 86_400, "EvaluationPeriods": 2}
    options = EvaluationOptions(hourly_minute=5, second_offset=7)
    hourly = schedule(alarm(**days), MONDAY, MONDAY + 7200, options)
    local = schedule(alarm(**days, EvaluationWindow=WALL_CLOCK), MONDAY, MONDAY + 7200, options)

    assert (hourly.first, hourly.interval, hourly.count) == (MONDAY + 307, 3600, 2)
    assert (local.interval, local.count) == (60, 120)


@pytest.mark.parametrize(
    ("changes", "delay", "expected"),
    [
        ({}, 0, 3780),
        ({}, 120, 3660),
        ({"Period": 20}, 0, 3800),
        ({"Period": 86_400}, 0, 3780),
        ({"Period": 86_400, "EvaluationPeriods": 2}, 0, 3600),
        ({"Period": 86_400, "EvaluationPeriods": 2, "EvaluationWindow": WALL_CLOCK}, 0, 3780),
    ],
)
def test_data_is_read_up_to_a_cutoff(changes: dict[str, Any], delay: int, expected: float) -> None:
    """Data is read up to the minute, the ten seconds or the full hour, less the delay."""
    options = EvaluationOptions(evaluation_delay=delay)

    assert MONDAY + expected == data_cutoff(alarm(**changes), MONDAY + 3805.5, options)


@pytest.mark.parametrize(
    ("changes", "late", "options", "expected"),
    [
        ({}, 0, {}, 0),
        ({}, 1, {}, 60),
        ({}, 60, {}, 60),
        ({}, 105, {}, 120),
        ({}, 105, {"second_offset": 44.0}, 120),
        ({}, 105, {"second_offset": 45.0}, 60),
        ({}, 45, {"second_offset": 50.0}, 0),
        ({"Period": 10}, 25, {}, 30),
        ({"Period": 300}, 105, {}, 120),
        ({"Period": 86_400, "EvaluationPeriods": 2}, 180, {}, 0),
        ({"Period": 86_400, "EvaluationPeriods": 2}, 181, {}, 3600),
        ({"Period": 86_400, "EvaluationPeriods": 2, "EvaluationWindow": WALL_CLOCK}, 181, {}, 240),
        ({}, 105, {"evaluation_delay": 0}, 0),
        ({}, 0, {"evaluation_delay": 180}, 180),
    ],
)
def test_evaluations_look_back_until_late_data_are_there(
    changes: dict[str, Any], late: float, options: dict[str, Any], expected: int
) -> None:
    """It is the least number of whole evaluations, unless the options say how long."""
    looks_back = evaluation_delay(alarm(**changes), EvaluationOptions(**options), late=late)

    assert looks_back == expected


def test_first_evaluation_is_among_those_seen() -> None:
    """Captures show a new alarm evaluated so many seconds after its creation."""
    seen = (0.6, 14, 21, 59, 71, 91, 134)

    assert min(seen) <= EvaluationOptions().first_evaluation_delay <= sorted(seen)[len(seen) // 2]


@pytest.mark.parametrize(
    ("period", "periods", "written", "expected"),
    [
        (60, 1, "auto", 6),
        (60, 3, "auto", 8),
        (120, 2, "auto", 5),
        (180, 3, "auto", 5),
        (300, 3, "auto", 5),
        (86_400, 1, "auto", 3),
        (10, 3, "auto", 5),
        (60, 3, "N+2", 5),
        (60, 3, 12, 12),
        (60, 3, 1, 3),
    ],
)
def test_evaluation_range(
    period: int, periods: int, written: int | Literal["auto", "N+2"], expected: int
) -> None:
    """An evaluation reads more slots than N: two, or five minutes' worth if that is more."""
    options = EvaluationOptions(evaluation_range=written)
    watched = alarm(Period=period, EvaluationPeriods=periods)

    assert expected == slots_read(watched, options)


def test_wall_clock_window_has_no_extra_slots() -> None:
    """A wall-clock window reads exactly N periods, whatever the option says."""
    watched = alarm(EvaluationPeriods=3, EvaluationWindow=WALL_CLOCK)

    assert slots_read(watched, EvaluationOptions(evaluation_range=9)) == 3
