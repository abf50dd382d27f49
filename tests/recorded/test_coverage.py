"""For which times something was recorded."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.recorded import MINUTE, MONDAY, query, recorded
from tocsin.recorded import Span, intersected, length, read_recorded, united

Pairs = list[tuple[int, int]]
SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)


def _seconds(spans: Pairs | tuple[Span, ...]) -> set[int]:
    return {each for start, end in spans for each in range(int(start), int(end))}


@given(SPANS, SPANS)
def test_spans_are_sets_of_seconds(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    """Apart, in order, and with the same seconds."""
    whole, part = united(one), united(other)

    assert _seconds(whole) == _seconds(one)
    assert _seconds(intersected(whole, part)) == _seconds(one) & _seconds(other)
    assert length(whole) == len(_seconds(one))
    assert all(end < start for (_, end), (start, _) in pairwise(whole))


def test_a_series_covers_its_points(tmp_path: Path) -> None:
    """From the first to the end of the last period, whatever others cover."""
    data = recorded(tmp_path, (query(), [1, 2, 3]), (query(metric="Orders"), [1]))

    covered = {key.metric.name: spans for key, spans in data.coverage.items()}
    assert covered == {
        "Errors": ((MONDAY, MONDAY + 3 * MINUTE),),
        "Orders": ((MONDAY, MONDAY + MINUTE),),
    }


def test_what_was_asked_for_and_had_no_point_covers_what_the_others_do(tmp_path: Path) -> None:
    """A request asks for one time: it had no datapoint then."""
    data = recorded(tmp_path, (query(), [1, 2, 3]), (query(metric="Orders"), []))

    covered = {key.metric.name: spans for key, spans in data.coverage.items()}
    assert covered["Orders"] == ((MONDAY, MONDAY + 2 * MINUTE),)


@pytest.mark.parametrize(
    ("days", "covered"),
    [
        ((5, 6), (("05", "07"),)),
        ((5, 8), (("05", "06"), ("08", "09"))),
    ],
)
def test_files_that_say_for_which_time_they_are(
    days: tuple[int, int], covered: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    """Days that nobody recorded are no days without data; those that follow each other are one."""
    for day in days:
        stat = (
            '{"Metric": {"Namespace": "Shop", "MetricName": "Errors"}, "Period": 60, "Stat": "Sum"}'
        )
        text = (
            f'{{"Start": "2026-01-0{day}T00:00Z", "End": "2026-01-0{day + 1}T00:00Z", '
            f'"MetricDataQueries": [{{"Id": "m", "MetricStat": {stat}}}], "MetricDataResults": '
            f'[{{"Id": "m", "Timestamps": ["2026-01-0{day}T12:00Z"], "Values": [1]}}]}}'
        )
        (tmp_path / f"{day}.json").write_text(text)
    data, _ = read_recorded(tmp_path)

    (spans,) = data.coverage.values()
    day = 86_400
    assert spans == tuple(
        (MONDAY + (int(start) - 5) * day, MONDAY + (int(end) - 5) * day) for start, end in covered
    )
