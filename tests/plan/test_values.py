"""Values that AWS would refuse are refused where they stand; unusual ones that it takes are not.

`values/wrong.yaml` and `values/right.yaml` list them, one change of a whole viewpoint each.
"""

from typing import Any

import pytest

from tests.support.changes import Change, changed_viewpoint, listed_changes
from tests.support.viewpoints import problems_of


def _changes(name: str) -> list[Any]:
    return [
        pytest.param(each, id=f"{each['set']}={each['to']!r:.60}") for each in listed_changes(name)
    ]


@pytest.mark.parametrize("change", _changes("wrong.yaml"))
def test_wrong(change: Change) -> None:
    """It is refused at its place, or at the place that contradicts it."""
    found = problems_of(changed_viewpoint(change))
    places = [each.where.subject for each in found if each.is_error]
    expected = str(change.get("at", change["set"]))

    assert [each for each in places if each.startswith(expected)], places


@pytest.mark.parametrize("change", _changes("right.yaml"))
def test_right(change: Change) -> None:
    """Nothing is said against it."""
    found = problems_of(changed_viewpoint(change))

    assert [str(each) for each in found if each.is_error] == []
