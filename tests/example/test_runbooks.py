import re

from tests.own.system import PLANS, RUNBOOKS
from tests.support.runbook import needed_by, of_the_catalogue, paths


def test_pages_of_a_type_are_complete() -> None:
    """Whoever adds to the example a resource of a type that it has finds the pages of its alarms.

    Those of other types `tocsin runbooks --write` begins.
    """
    types = {path.partition("/")[0] for path in paths()}
    needed = {path for path in of_the_catalogue() if path.partition("/")[0] in types}

    assert sorted(needed - set(paths())) == []


def test_every_page_has_an_alarm() -> None:
    """No runbook is there for nothing."""
    assert sorted(set(paths()) - set(of_the_catalogue()) - needed_by(PLANS.values())) == []


def test_the_list_is_sorted() -> None:
    """Whoever looks for a page finds it where its path says."""
    listed = re.findall(r"^- \[.+\]\((.+)\)$", (RUNBOOKS / "README.md").read_text(), re.MULTILINE)

    assert listed == sorted(listed)
