"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.diagnostics import number_text, plain_number, quantity_text

QUANTITIES = [
    (10_000_000_000.0, "count", "10,000,000,000"),
    (10_000_000_000.0, "bytes", "10 GB"),
    (3_200_000_000.0, "Bytes", "3.2 GB"),
    (3 * 1024**3, "bytes", "3 GiB"),
    (1_536, "bytes", "1.5 KiB"),
    (123_456_789, "bytes", "123 MB"),
    (1, "bytes", "1 byte"),
    (0, "bytes", "0 bytes"),
    (5, "Megabytes", "5 MB"),
    (5e6, "Bytes/Second", "5 MB/s"),
    (100, "Megabits/Second", "100 Megabits/Second"),
    (0.02, "seconds", "20 ms"),
    (0.0235, "Seconds", "23.5 ms"),
    (2_000, "milliseconds", "2 s"),
    (1.5, "seconds", "1.5 s"),
    (90, "seconds", "90 s"),
    (600, "seconds", "10 min"),
    (86_400, "seconds", "1 day"),
    (604_800, "seconds", "7 days"),
    (250, "microseconds", "250 µs"),
    (1, "hours", "1 hour"),
    (80, "percent", "80 %"),
    (80, "% of reads", "80 % of reads"),
    (1, "% of requests", "1 % of requests"),
    (1_000, "per minute", "1,000 per minute"),
    (3, "Count/Second", "3 per second"),
    (1_234_567.5, "currency", "1,234,567.5"),
    (0.8, "USD", "0.8 USD"),
    (1, "waiting messages", "1 waiting message"),
    (1, "samples a minute", "1 sample a minute"),
    (1, "keys in five minutes", "1 key in five minutes"),
    (2, "running tasks", "2 running tasks"),
    (-5, "", "-5"),
    (-0.0, "none", "0"),
    (1e-9, "count", "0.000000001"),
    (1e300, "count", "1e+300"),
]


@pytest.mark.parametrize(("value", "unit", "text"), QUANTITIES)
def test_quantity(value: float, unit: str, text: str) -> None:
    """A number stands with its unit, in the size that people would choose."""
    assert quantity_text(value, unit) == text


@given(st.floats(min_value=-1e20, max_value=1e20, allow_subnormal=False))
def test_no_digit_is_lost(value: float) -> None:
    """What is read back is the number, and below a thousand billion billion no power stands."""
    assert float(plain_number(value)) == value
    assert number_text(value).replace(",", "") == plain_number(value)
    assert "e" not in number_text(value)
