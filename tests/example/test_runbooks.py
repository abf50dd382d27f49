import re

from tests.own.system import PLANS, RUNBOOKS
from tests.support.runbook import needed_by, of_the_catalogue, paths


def test_every_alarm_of_the_catalogue_has_a_page() -> None:
    """Whoever adds a resource of another type to the example finds the pages of its alarms."""
    assert sorted(set(of_the_catalogue()) - set(paths())) == []


def test_every_page_has_an_alarm() -> None:
    """No runbook is there for nothing."""
    assert sorted(set(paths()) - set(of_the_catalogue()) - needed_by(PLANS.values())) == []


def test_the_list_is_sorted() -> None:
    """Whoever looks for a page finds it where its path says."""
    listed = re.findall(r"^- \[.+\]\((.+)\)$", (RUNBOOKS / "README.md").read_text(), re.MULTILINE)

    assert listed == sorted(listed)
