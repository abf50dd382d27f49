from math import nan

import numpy as np
import pytest

from tocsin.cli.output.drill_chart import HEIGHT, WIDTH, drill_chart
from tocsin.evaluation import State
from tocsin.simulation.datapoints import Datapoints


def _chart(
    values: list[float], threshold: float | None, states: list[State] | None = None
) -> list[str]:
    breaching = tuple(threshold is not None and value > threshold for value in values)
    points = Datapoints(
        start=0,
        period=60,
        values=np.array(values),
        breaching=breaching,
        states=tuple(states or ["OK"] * len(values)),
    )
    return [line.plain for line in drill_chart(points, threshold)]


def test_bars_threshold_states_and_time() -> None:
    """Bars stand on the least value or zero, the threshold has a line, the states a band."""
    lines = _chart([1, 2, nan, 6], 3, ["OK", "OK", "INSUFFICIENT_DATA", "ALARM"])

    assert len(lines) == HEIGHT + 2
    assert lines[0] == "         6 │   █"
    assert lines[3] == "         3 ┼╌╌╌█"
    assert lines[4] == "           │ █ █"
    assert lines[5] == "         0 │██ █"
    assert lines[6] == "     state  ──░█"
    assert lines[7].split() == ["0m", "4m"]


@pytest.mark.parametrize(
    ("values", "threshold"),
    [
        ([0.0], 0.0),
        ([0.0, 0.0], None),
        ([-5.0, 5.0], 0.0),
        ([-5.0, -6.0], -5.5),
        ([1e100, 1e-100], 5.0),
        ([5.0] * 500, 1e9),
        ([nan, 5.0], 5.0),
    ],
)
def test_any_values_fit(values: list[float], threshold: float | None) -> None:
    """Every chart is as high as others and no wider than a terminal."""
    lines = _chart(values, threshold)

    assert len(lines) == HEIGHT + 2
    assert max(map(len, lines)) <= WIDTH + 12


def test_many_slots_share_columns() -> None:
    """Of the slots in one column the one that breaches is shown."""
    values = [0.0] * 500
    values[250] = 9.0
    states: list[State] = ["OK"] * 500
    states[251] = "ALARM"

    lines = _chart(values, 5, states)

    assert lines[0].count("█") == 1
    assert lines[HEIGHT].count("█") == 1


def test_no_datapoints() -> None:
    """An alarm without data has no bars, and says so."""
    lines = _chart([nan, nan], 5)

    assert "no datapoints" in lines[0]
    assert len(lines) == 3
