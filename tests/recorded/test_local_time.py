"""Times that say no zone: as they stand on a clock, which jumps twice a year."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tocsin.evaluation import FloatArray
from tocsin.recorded import read_recorded
from tocsin.recorded.store.local_time import clock_changes, localized

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Africa/Cairo"])


def _walls(instants: NDArray[np.floating[Any]], zone: ZoneInfo) -> FloatArray:
    """Return what a clock shows at some instants, as if it showed UTC."""
    shown = (datetime.fromtimestamp(at, zone).replace(tzinfo=UTC).timestamp() for at in instants)
    return np.array([*shown])


@given(
    ZONES,
    st.integers(0, 3_650),
    st.sampled_from([300, 900]),
    st.booleans(),
)
def test_a_clock_that_runs_is_read_as_it_ran(
    name: str,
    day: int,
    period: int,
    descends: bool,  # noqa: FBT001 - drawn
) -> None:
    """Through skipped and doubled hours, in files of either order."""
    first = datetime(2020, 1, 1, tzinfo=UTC).timestamp() + day * 86_400
    instants = first + period * np.arange(40 * 3_600 // period)
    instants = instants[::-1] if descends else instants

    assert (localized(_walls(instants, ZoneInfo(name)), ZoneInfo(name)) == instants).all()


@pytest.mark.parametrize(
    ("begin", "hint"),
    [
        ("2026-03-28T23:00", "the hour from 2026-03-29 02:00 is missing, which clocks in Europe/B"),
        ("2026-10-24T22:00", "the hour from 2026-10-25 02:00 is there twice, as on clocks in Eur"),
        ("2026-07-01T22:00", ""),
    ],
)
def test_a_change_of_clocks_is_seen(begin: str, hint: str) -> None:
    """Also by somebody who does not think of it."""
    first = datetime.fromisoformat(f"{begin}Z").timestamp()
    walls = _walls(first + 300.0 * np.arange(72), BERLIN)

    found = next(clock_changes(walls, 300), "")

    assert found.startswith(hint)
    assert bool(found) == bool(hint)


def test_an_hour_without_data_is_not_a_change_of_clocks() -> None:
    """Metrics pause at any time."""
    times = 1_767_571_200 + 300.0 * np.arange(72)
    assert list(clock_changes(np.delete(times, range(20, 32)), 300)) == []


ROW = "Shop,Errors,,Sum,300,,{},1\n"
HEAD = "namespace,metric,dimensions,statistic,period,unit,timestamp,value\n"


def test_a_file_without_zones_says_so(tmp_path: Path) -> None:
    """It is read as UTC, unless somebody names the zone."""
    path = tmp_path / "data.csv"
    path.write_text(HEAD + ROW.format("2026-01-05 10:00:00"))

    as_it_is, _ = read_recorded(path)
    of_berlin, _ = read_recorded(path, zone=BERLIN)

    assert as_it_is.start is not None
    assert of_berlin.start == as_it_is.start - 3_600
    (remark,) = as_it_is.remarks
    assert remark.startswith("no time of the recording says its zone, and they are read as UTC")
    assert of_berlin.remarks == ()


def test_a_file_with_zones_is_left_as_it_is(tmp_path: Path) -> None:
    """A named zone is for the others."""
    (tmp_path / "a.csv").write_text(HEAD + ROW.format("2026-01-05T10:00:00Z"))
    (tmp_path / "b.csv").write_text(HEAD + ROW.format("2026-01-06T10:00:00"))

    data, problems = read_recorded(tmp_path, zone=BERLIN)

    assert problems == ()
    (points,) = data.series.values()
    assert np.diff(points.timestamps) == 86_400 - 3_600
    mixed, _ = read_recorded(tmp_path)
    assert mixed.remarks[0].startswith("no time of some files says its zone")
