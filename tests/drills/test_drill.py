import pytest

from tocsin.drills.drill import clock


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0m"),
        (30, "30s"),
        (60, "1m"),
        (780, "13m"),
        (3600, "1h"),
        (3930, "1h5m30s"),
        (90_000, "25h"),
    ],
)
def test_times_since_the_start(seconds: float, expected: str) -> None:
    """Times of a drill are written as lengths of time since its start."""
    assert clock(1_000, 1_000 + seconds) == expected
