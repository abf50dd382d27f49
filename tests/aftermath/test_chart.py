"""Charts of what alarms compared, as Mermaid reads them."""

import re
from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.support.incidents import BEGIN
from tocsin.aftermath import Chart
from tocsin.aftermath.chart import chart_lines


def chart(values: Sequence[float | None], threshold: float | None = 1.0, period: int = 60) -> Chart:
    """Return a chart of orders, of which there have to be enough."""
    return Chart(
        alarm="shop-prod-checkout-no-orders",
        measured="Sum of Shop OrdersPlaced",
        unit="Count",
        compared="below 1",
        threshold=threshold,
        period=period,
        begins=BEGIN,
        values=tuple(values),
        breaching=tuple(
            each is not None and threshold is not None and each < threshold for each in values
        ),
    )


def series(drawn: Chart) -> dict[str, list[list[float]]]:
    """Return the numbers of what is drawn, by its kind."""
    found: dict[str, list[list[float]]] = {"bar": [], "line": []}
    for line in chart_lines(drawn):
        if match := re.fullmatch(r"  (bar|line) \[(.*)\]", line):
            found[match[1]].append([float(each) for each in match[2].split(", ")])
    return found


def axis(drawn: Chart) -> tuple[float, float]:
    """Return where the vertical axis begins and ends."""
    (line,) = (each for each in chart_lines(drawn) if each.startswith("  y-axis"))
    low, high = re.findall(r"(\S+) --> (\S+)", line)[0]
    return float(low), float(high)


def test_what_breaches_has_another_colour_and_what_is_missing_no_bar() -> None:
    """A zero that breaches is still a bar; the threshold is a line through all of it."""
    drawn = chart([9, None, 0])
    (fine, breaching), (threshold,) = series(drawn)["bar"], series(drawn)["line"]
    low, _ = axis(drawn)

    assert [each > low for each in fine] == [True, False, False]
    assert [each > low for each in breaching] == [False, False, True]
    assert (fine[0], breaching[2]) == (9, 0)
    assert threshold == [1, 1, 1]
    assert "1 of 3 periods have no value" in next(chart_lines(drawn))


@pytest.mark.parametrize("count", [1, 29, 30, 31, 1440, 1441, 5000])
def test_a_long_time_shows_the_worst_of_each_bar(count: int) -> None:
    """One breach of a minute is seen, and no two bars have one name: Mermaid draws them as one."""
    values = [9.0] * count
    values[count // 2] = 0.0
    drawn = chart(values)
    (fine, breaching) = series(drawn)["bar"]
    (names,) = (line for line in chart_lines(drawn) if line.startswith("  x-axis"))
    written = re.findall(r'"([^"]+)"', names)

    assert len(fine) == len(written) == len(set(written)) <= 30
    assert sum(each > axis(drawn)[0] for each in breaching) == 1


@pytest.mark.parametrize("value", [0.0, -3.0, 5e-7, 1e15, 2.5])
def test_the_axis_holds_all_values_and_the_threshold(value: float) -> None:
    """Also where all are the same, and without an exponent."""
    drawn = chart([value], threshold=value)
    low, high = axis(drawn)

    assert low < value < high
    assert not re.search(r"\de[+-]?\d", " ".join(list(chart_lines(drawn))[-5:]))


def test_a_band_is_not_drawn() -> None:
    """What is computed anew for each period is no line."""
    assert series(chart([1, 2], threshold=None))["line"] == []


def test_bars_follow_each_other_in_time() -> None:
    """A bar begins where the one before ends."""
    lines = list(chart_lines(chart([1.0] * 60)))
    (names,) = (line for line in lines if line.startswith("  x-axis"))

    assert f'"{BEGIN + timedelta(minutes=2):%H:%M}"' in names
    assert "A bar is 2m, of which it shows the one nearest to a breach." in lines[0]
