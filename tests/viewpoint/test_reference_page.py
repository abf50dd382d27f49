import re

import pytest

from tocsin.viewpoint.reference_page import reference_page

PAGE = reference_page()


@pytest.mark.parametrize(
    "row",
    [
        "| `time_zone` | text | `UTC` |",
        "| `hand_off` | days and time or list of days and time | `Monday 09:00` |",
        "| `hours` | hours | none |",
        "| `days` | days or list of days | none |",
        "| `turn` | length of time | none |",
        "| `after` | length of time | `0s` |",
        "| `responds_within` | length of time | `15m` |",
        "| `when` | condition | **needed** |",
        "| `starts` | date | none |",
        "| `owner` | name | **needed** |",
        "| `contacts` | by name: [contact](#contact) | **needed** |",
        "| `retain` | true or false | `true` |",
    ],
)
def test_kind_and_default_are_shown_as_people_write_them(row: str) -> None:
    """Each key's row says what may be written and what holds if it is not."""
    assert row in PAGE


def test_links_lead_to_sections() -> None:
    """Each part that a key holds has a section of its own."""
    headings = {
        line[3:].lower().replace(" ", "-") for line in PAGE.splitlines() if line[:2] == "##"
    }

    assert set(re.findall(r"\]\(#([a-z-]+)\)", PAGE)) - headings == set()
