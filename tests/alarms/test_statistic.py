"""How statistics are written."""

import pytest

from tocsin.alarms.metric import Bound, StatisticKind, parse_statistic
from tocsin.diagnostics import InvalidValueError


@pytest.mark.parametrize("text", ["SampleCount", "Average", "Sum", "Minimum", "Maximum"])
def test_simple_statistics_compose(text: str) -> None:
    """The five classic statistics need no raw data."""
    statistic = parse_statistic(text)

    assert statistic.is_simple
    assert text == statistic.text


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("tm90", "TM(:90%)"),
        ("tc90", "TC(:90%)"),
        ("ts99.5", "TS(:99.5%)"),
        ("wm80", "WM(:80%)"),
        ("IQM", "TM(25%:75%)"),
        ("p99", "p99.0"),
    ],
)
def test_two_spellings_of_one_statistic_are_equal(short: str, long: str) -> None:
    """A number after lower-case letters is the upper bound in percent."""
    assert parse_statistic(short) == parse_statistic(long)


def test_bounds_are_values_or_percentages() -> None:
    """A bound without a percent sign is a value of the metric."""
    assert Bound(150.0, is_percent=False) == parse_statistic("TM(150:1000)").lower
    assert Bound(95.0, is_percent=True) == parse_statistic("WM(:95%)").upper
    assert parse_statistic("PR(:300)").kind == StatisticKind.PERCENTILE_RANK


@pytest.mark.parametrize(
    "text",
    [
        "average",
        "p",
        "p101",
        "P99",
        "p99.12345678901",
        "tm",
        "TM90",
        "TM(:)",
        "TM(90%:10%)",
        "TM(10%:500)",
        "PR(10%:90%)",
        "TM(:101%)",
        "iqm",
        "TM(a:b)",
        "",
    ],
)
def test_other_texts_are_no_statistic(text: str) -> None:
    """What CloudWatch does not have is refused, with the forms it has."""
    with pytest.raises(InvalidValueError, match="use SampleCount"):
        parse_statistic(text)
