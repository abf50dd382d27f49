import pytest

from tocsin.backtest.report.formatting import shown_length, shown_number, shown_rate


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 min"),
        (20, "20 s"),
        (60, "1 min"),
        (3900, "1 h 5 min"),
        (3605, "1 h"),
        (97_200, "1 d 3 h"),
        (86_460, "1 d"),
    ],
)
def test_length_has_its_two_largest_units(seconds: float, text: str) -> None:
    """A length of time is as exact as a person needs it."""
    assert shown_length(seconds) == text


@pytest.mark.parametrize(
    ("rate", "text"), [(0, "0"), (3, "3"), (0.25, "0.2"), (2.34, "2.3"), (12.6, "13")]
)
def test_small_rates_have_a_decimal(rate: float, text: str) -> None:
    """Half an alert a week is not none."""
    assert shown_rate(rate) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.05, "0.05"), (5, "5"), (52_000, "52,000"), (3_221_225_472, "3.22G"), (-2e6, "-2M")],
)
def test_number_is_short(value: float, text: str) -> None:
    """A number of bytes fits below an axis."""
    assert shown_number(value) == text
