import pytest

from tocsin.timing import Delay, latest, read_delay


@pytest.mark.parametrize(
    ("typical", "worst", "written"),
    [(60, 120, "1m to 2m"), (105, 180, "105s to 3m"), (0, 0, "0s to 0s")],
)
def test_delay_is_read_as_it_is_written(typical: int, worst: int, written: str) -> None:
    """What stands in a tag is the delay again."""
    delay = Delay(typical=typical, worst=worst, source="assumed: for the test")

    assert str(delay) == written
    assert read_delay(written, delay.source) == delay


@pytest.mark.parametrize("text", ["", "1m", "1m to", "soon to late", "2 to 3", "1m to 2m to 3m"])
def test_other_texts_are_no_delay(text: str) -> None:
    """A tag that somebody wrote by hand is not guessed at."""
    assert read_delay(text, "a tag") is None


def test_latest_of_several() -> None:
    """What needs several metrics waits for each of them, typically and at worst."""
    slow = Delay(typical=60, worst=300, source="https://example.com/slow")
    steady = Delay(typical=90, worst=120, source="https://example.com/steady")

    assert latest([steady, slow]) == Delay(typical=90, worst=300, source=slow.source)
    assert latest([steady]) == steady
