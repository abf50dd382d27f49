import re

from tests.own.system import PLANS, PRODUCTION, RUNBOOKS, VIEWPOINT_FILE
from tests.support.runbook import needed_by, of_the_catalogue, paths, read
from tests.support.viewpoints import changed, planned

PAGED_ONE_BY_ONE = planned(
    changed(("\nescalation:\n", "\nincidents: on\nescalation:\n"), text=VIEWPOINT_FILE.read_text()),
    PRODUCTION,
)
"""The example as whoever lets people take turns has it."""


def test_pages_of_a_type_are_complete() -> None:
    """Whoever adds to the example a resource of a type that it has finds the pages of its alarms.

    Those of other types `tocsin runbooks --write` begins.
    """
    types = {path.partition("/")[0] for path in paths()}
    needed = {path for path in of_the_catalogue() if path.partition("/")[0] in types}

    assert sorted(needed - set(paths())) == []


def test_every_page_has_an_alarm() -> None:
    """No runbook is there for nothing."""
    needed = needed_by([*PLANS.values(), PAGED_ONE_BY_ONE])

    assert sorted(set(paths()) - set(of_the_catalogue()) - needed) == []


def test_pages_of_incidents_are_those_of_their_alarms() -> None:
    """Whoever lets people take turns finds the pages of what then pages them."""
    for alarm in PAGED_ONE_BY_ONE.alarms:
        if alarm.id.startswith("paging-incident-"):
            page = read(alarm.runbook_path)

            assert page.title == alarm.title.rpartition(": ")[2].capitalize()
            assert f"`{alarm.series.metrics[0].name}`" in page.opening
            assert page.opening.startswith(f"**{alarm.severity}**: ")


def test_the_list_is_sorted() -> None:
    """Whoever looks for a page finds it where its path says."""
    listed = re.findall(r"^- \[.+\]\((.+)\)$", (RUNBOOKS / "README.md").read_text(), re.MULTILINE)

    assert listed == sorted(listed)
