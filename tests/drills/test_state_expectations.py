from pathlib import Path

import pytest

from tests.support.drills import START, alarm_set, outcome_of

FIRES = "alarm: no-orders\nvalues: 9x5 0x4 9x6\nexpect: [{}]"
"""The alarm goes to ALARM at 8m and back to OK at 10m."""


@pytest.mark.parametrize(
    "expectation",
    [
        "{at: 0m, state: OK}",
        "{at: 7m, state: OK}",
        "{at: 8m, state: ALARM}",
        "{at: 9m, state: ALARM}",
        "{at: 10m, state: OK}",
        "{at: 15m, state: OK}",
        "{within: 8m}",
        "{within: 3m, from: 5m}",
        "{within: 1m, from: 7m}",
        "{within: 0m, from: 8m}",
        "{state: OK, within: 5m, from: 8m}",
        "{never: INSUFFICIENT_DATA}",
        "{timeline: [OK, ALARM, OK]}",
        "{timeline: [OK, ALARM at 8m, OK at 10m]}",
        "{timeline: [OK, ALARM, OK at 10m]}",
    ],
)
def test_what_is_met(tmp_path: Path, expectation: str) -> None:
    """An expectation that says what happens passes."""
    outcome = outcome_of(alarm_set(tmp_path), FIRES.format(expectation))

    assert outcome.passes, outcome.failures


@pytest.mark.parametrize(
    ("expectation", "expected", "actual", "at"),
    [
        ("{at: 7m, state: ALARM}", "ALARM at 7m", "OK since 0m", 7),
        ("{at: 9m, state: OK}", "OK at 9m", "ALARM since 8m", 9),
        ("{within: 7m}", "ALARM from 0m to 7m", "ALARM only at 8m", 8),
        (
            "{within: 4m, from: 10m}",
            "ALARM from 10m to 14m",
            "OK → ALARM at 8m → OK at 10m",
            14,
        ),
        (
            "{within: 1m, from: 9m}",
            "ALARM from 9m to 10m",
            "OK → ALARM at 8m → OK at 10m",
            10,
        ),
        ("{never: ALARM}", "never ALARM", "ALARM at 8m", 8),
        ("{never: OK}", "never OK", "OK at 0m", 0),
        ("{timeline: [OK]}", "OK", "OK → ALARM at 8m → OK at 10m", 10),
        ("{timeline: [ALARM, OK]}", "ALARM → OK", "OK → ALARM at 8m → OK at 10m", 8),
        (
            "{timeline: [OK, ALARM at 9m, OK]}",
            "OK → ALARM at 9m → OK",
            "OK → ALARM at 8m → OK at 10m",
            8,
        ),
        (
            "{timeline: [OK, ALARM, OK, ALARM]}",
            "OK → ALARM → OK → ALARM",
            "OK → ALARM at 8m → OK at 10m",
            10,
        ),
    ],
)
def test_what_is_not_met(
    tmp_path: Path, expectation: str, expected: str, actual: str, at: float
) -> None:
    """A failure says what was expected, what happened instead, and when."""
    outcome = outcome_of(alarm_set(tmp_path), FIRES.format(expectation))

    (failure,) = outcome.failures
    assert (failure.expected, failure.actual) == (expected, actual)
    assert failure.at == START + 60 * at
    assert failure.alarm == "no-orders"
    assert failure.where.position is not None
    assert failure.where.position.line == 5


def test_within_counts_from_the_begin_of_the_drill(tmp_path: Path) -> None:
    """A drill that says when trouble begins counts `within` from there."""
    body = "begins: 5m\n" + FIRES.format("{within: 3m}")

    assert outcome_of(alarm_set(tmp_path), body).passes
    assert not outcome_of(alarm_set(tmp_path), body.replace("within: 3m", "within: 2m")).passes


def test_the_very_end_of_the_data_counts(tmp_path: Path) -> None:
    """The evaluation at the end of the data belongs to the drill."""
    body = "alarm: no-orders\nvalues: 9x5 0x3\nexpect: [{at: 8m, state: ALARM}]"

    assert outcome_of(alarm_set(tmp_path), body).passes
