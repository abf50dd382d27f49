import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.project import ROOT
from tocsin.diagnostics import InvalidValueError
from tocsin.drills.reading.notation import MAXIMUM_SAMPLES, parse_samples

PAGE = (ROOT / "docs" / "drills.md").read_text()
TABLE = PAGE.partition("| Notation | Values |")[2].partition("\n\n")[0]


def _written(text: str) -> list[list[float]]:
    """Return the samples of each interval."""
    samples = parse_samples(text)
    placed: list[list[float]] = [[] for _ in range(samples.intervals)]
    for offset, value in zip(samples.offsets, samples.values, strict=True):
        placed[int(offset)].append(float(value))
    return placed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", [[5]]),
        ("-1.5 .5 1e3", [[-1.5], [0.5], [1000]]),
        ("12x3", [[12]] * 3),
        ("0x2", [[0]] * 2),
        ("_", [[]]),
        ("1 _x2 2", [[1], [], [], [2]]),
        ("1+2x4", [[1], [3], [5], [7]]),
        ("10-2.5x3", [[10], [7.5], [5]]),
        ("-5+1x2", [[-5], [-4]]),
        ("0..10x5", [[0], [2.5], [5], [7.5], [10]]),
        ("10..0x3", [[10], [5], [0]]),
        ("[0.1 0.2 9]", [[0.1, 0.2, 9]]),
        ("[1, 2]x2 3", [[1, 2], [1, 2], [3]]),
        ("1, 2,3", [[1], [2], [3]]),
        ("1\n2\n", [[1], [2]]),
        ("1e-3x2", [[0.001]] * 2),
    ],
)
def test_forms(text: str, expected: list[list[float]]) -> None:
    """Every word of the notation stands for as many intervals as it says."""
    assert _written(text) == expected


def test_samples_of_one_interval_are_spread_over_it() -> None:
    """Raw samples lie evenly in their interval, so that shorter periods see some of them."""
    assert parse_samples("5 [1 2 3 4]").offsets.tolist() == [0, 1, 1.25, 1.5, 1.75]


def test_random_values_follow_from_the_seed() -> None:
    """The same seed gives the same values within the bounds, another seed others."""
    first, again, other = (
        parse_samples(f"random(5..9, seed={seed})x50").values for seed in (1, 1, 2)
    )

    assert first.tolist() == again.tolist()
    assert first.tolist() != other.tolist()
    assert first.min() >= 5
    assert first.max() <= 9


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "has no values"),
        ("abc", "is not in the notation"),
        ("5y3", "is not in the notation"),
        ("5xx3", "is not in the notation"),
        ("5x3x4", "is not in the notation"),
        ("nan", "is not a value of a metric"),
        ("-inf", "is not a value of a metric"),
        ("5x0", "is repeated 0 times"),
        ("5x", "is repeated no times"),
        ("5x-3", "is repeated -3 times"),
        ("5x1.5", "is repeated 1.5 times"),
        ("5..9", "is a line of one value"),
        ("[1 2", "is not a list of samples"),
        ("[]", "is not a list of samples"),
        ("[1 a]", "is not a list of samples"),
        ("random(9..5, seed=1)x3", "begins above its end"),
        ("random(5..9)x3", "is not in the notation"),
        ("1e200", "goes beyond 2^360"),
        ("1e108+1e108x9", "goes beyond 2^360"),
        (f"1x{MAXIMUM_SAMPLES + 1}", "stands for more than"),
        ("1x999999999", "stands for more than"),
        (f"1x{'9' * 5000}", "stands for more than"),
        ("1x000", "is repeated 000 times"),
        (f"[1 2 3]x{MAXIMUM_SAMPLES // 2}", "stands for more than"),
        (f"1x{MAXIMUM_SAMPLES} 1", "makes it more than"),
        ("1 " * 600_000, "is too long"),
    ],
)
def test_what_is_no_series_is_refused(text: str, what: str) -> None:
    """A word that the notation does not have is named, with what to write."""
    with pytest.raises(InvalidValueError) as error:
        parse_samples(text)

    assert what in error.value.what
    assert error.value.fix


@given(st.text(alphabet="0123456789x_.+-[]() ,randomse=", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Any text is a series of finite values or is refused with a reason."""
    try:
        samples = parse_samples(text)
    except InvalidValueError:
        return
    assert np.isfinite(samples.values).all()
    assert samples.offsets.size == samples.values.size
    assert samples.intervals <= MAXIMUM_SAMPLES


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(1, 30)), min_size=1, max_size=5))
def test_words_follow_each_other(runs: list[tuple[int, int]]) -> None:
    """The intervals of a text are those of its words, one after the other."""
    samples = parse_samples(" ".join(f"{value}x{times}" for value, times in runs))

    assert samples.intervals == sum(times for _, times in runs)
    assert samples.values.tolist() == [value for value, times in runs for _ in range(times)]
    assert samples.offsets.tolist() == list(range(samples.intervals))


@pytest.mark.parametrize("text", re.findall(r"`([^`]+)`", TABLE))
def test_every_notation_is_read(text: str) -> None:
    """Each form in the table is one that series have."""
    assert parse_samples(text).intervals
