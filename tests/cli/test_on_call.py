"""`tocsin on-call`, beside what its transcripts show."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.command_line import run
from tests.support.viewpoints import SMALL, changed

ROTATION = ("{members: [ana]}", "{members: [ana, ops], hand_off: daily 00:30, time_zone: %s}")


def _viewpoint(folder: Path, zone: str) -> Path:
    path = folder / "viewpoint.yaml"
    old, new = ROTATION
    people = ("ana@example.com}\n", "ana@example.com}\n  ops: {email: ops@example.com}\n")
    path.write_text(changed(people, (old, new % zone), text=SMALL))
    return path


@pytest.mark.parametrize("zone", ["Africa/Cairo", "America/Santiago", "Asia/Jerusalem"])
def test_a_year_has_a_change_of_person_each_day(tmp_path: Path, zone: str) -> None:
    """Also where the day begins at one o'clock once a year, or its last hour comes twice."""
    viewpoint = _viewpoint(tmp_path, zone)

    outcome = run("on-call", viewpoint, "--at", "2026-01-01T12:00Z", "--days", "365", "--json")

    turns = json.loads(outcome.output)["rotations"]["primary"]["turns"]
    assert len(turns) == 366
    assert {len(turn["on_call"]) for turn in turns} == {1}


def test_now_is_the_time_of_the_clock(tmp_path: Path) -> None:
    """Without a time it is about now."""
    outcome = run("on-call", _viewpoint(tmp_path, "UTC"), "--json")

    at = datetime.fromisoformat(json.loads(outcome.output)["at"])
    assert timedelta() <= datetime.now(UTC) - at < timedelta(minutes=5)


def test_times_are_shown_where_the_rotation_says(tmp_path: Path) -> None:
    """The one time zone of all shifts is the rotation's too, unless it says another."""
    text = changed(
        (
            "{members: [ana]}",
            (
                "{shifts: {a: {members: [ana], time_zone: Asia/Tokyo}}}\n"
                "  second: {time_zone: Europe/Berlin, shifts: {a: {members: [ana], "
                "time_zone: Asia/Tokyo}}}"
            ),
        )
    )
    path = tmp_path / "viewpoint.yaml"
    path.write_text(text)

    found = json.loads(run("on-call", path, "--json").output)["rotations"]

    assert [each["time_zone"] for each in found.values()] == ["Asia/Tokyo", "Europe/Berlin"]
    assert [each["until"] for each in found.values()] == [None, None]
