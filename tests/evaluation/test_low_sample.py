"""How many samples a percentile needs."""

import pytest

from tocsin.alarms.metric import parse_statistic
from tocsin.evaluation.statistics.low_sample import minimum_samples


@pytest.mark.parametrize(
    ("statistic", "expected"),
    [
        ("p50", 20),
        ("p75", 40),
        ("p90", 100),
        ("p99", 1000),
        ("p99.9", 10_000),
        ("p10", 100),
        ("p1", 1000),
        ("p33", 31),
        ("p100", 1),
        ("p0", 1),
        ("Average", 0),
        ("tm90", 0),
    ],
)
def test_minimum_samples(statistic: str, expected: int) -> None:
    """The rarer the tail, the more samples are needed; other statistics need none."""
    assert expected == minimum_samples(parse_statistic(statistic))
