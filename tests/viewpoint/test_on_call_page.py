"""The page about rotations: what it shows can be used as it stands, and is true."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.support.project import ROOT
from tests.support.viewpoints import changed, problems_of
from tocsin.on_call.wall_clock import moment

PAGE = (ROOT / "docs" / "on-call.md").read_text()
EXAMPLES = re.findall(r"```yaml\non_call:\n(.*?)```", PAGE, re.DOTALL)
PEOPLE = "".join(
    f"  {name}: {{email: {name}@example.com}}\n"
    for name in ("ana", "ben", "chidi", "dana", "eva", "finn")
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_is_valid(example: str) -> None:
    """Somebody who copies it into a viewpoint with these contacts is told of nothing."""
    text = changed(
        ("  ana: {email: ana@example.com}\n", PEOPLE),
        ("  primary: {members: [ana]}\n", example),
        ("page: primary", "page: ana"),
    )

    assert problems_of(text) == ()
    assert len(EXAMPLES) == 5


ZONES = {"Berlin": "Europe/Berlin", "Cairo": "Africa/Cairo", "Lord": "Australia/Lord_Howe"}
HAND_OFFS = re.findall(
    r"^\| ([0-9:]+) (?:in|on) (\w+)[^,]*, ([0-9-]+) \|.*([0-9:]{5}\+[0-9:]{5}) \|$",
    PAGE,
    re.MULTILINE,
)


@pytest.mark.parametrize(("time", "place", "day", "expected"), HAND_OFFS)
def test_each_hand_off_is_when_the_page_says(
    time: str, place: str, day: str, expected: str
) -> None:
    """The table is calculated as turns are."""
    at = moment(datetime.fromisoformat(f"{day}T{time}"), ZoneInfo(ZONES[place]))

    assert at == datetime.fromisoformat(f"{day}T{expected}")
    assert len(HAND_OFFS) == 4
