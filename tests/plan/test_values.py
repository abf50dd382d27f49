"""Values that AWS would refuse are refused where they stand; unusual ones that it takes are not.

`values/wrong.yaml` and `values/right.yaml` list them, one change of a whole viewpoint each. Those
that have nothing to do with each other are tried in one viewpoint, and each of them alone where
that leaves a doubt.
"""

from collections.abc import Sequence

import pytest

from tests.support.changes import Change, apart, changed_viewpoint, listed_changes, place
from tests.support.viewpoints import problems_of

WRONG, RIGHT = (apart(listed_changes(name)) for name in ("wrong.yaml", "right.yaml"))


def _errors(*changes: Change) -> list[tuple[str, str]]:
    found = problems_of(changed_viewpoint(*changes))
    return [(each.where.subject, str(each)) for each in found if each.is_error]


def _name(change: Change) -> str:
    return f"{change['set']}={change['to']!r:.60}"


def _told_of_wrong(group: Sequence[Change]) -> list[str]:
    """Return what a group of wrong values is told, if it is at their places and nowhere else."""
    places = tuple(map(place, group))
    found = [subject for subject, _ in _errors(*group)]
    return found if all(each.startswith(places) for each in found) else []


def _told_of_right(changes: Sequence[Change]) -> dict[str, list[str]]:
    """Return what is told of the values that are not fine, each alone, whatever told of others."""
    found = [text for _, text in _errors(*changes)]
    if not found or len(changes) == 1:
        return {_name(change): found for change in changes if found}
    half = len(changes) // 2
    return _told_of_right(changes[:half]) | _told_of_right(changes[half:])


@pytest.mark.parametrize("group", WRONG, ids=lambda group: _name(group[0]))
def test_wrong(group: Sequence[Change]) -> None:
    """Each is refused at its place, or at the place that contradicts it."""
    together = _told_of_wrong(group)
    doubtful = [change for change in group if not _is_told(change, together)]
    alone = {_name(change): (change, [at for at, _ in _errors(change)]) for change in doubtful}

    assert {name: told for name, (each, told) in alone.items() if not _is_told(each, told)} == {}


def _is_told(change: Change, places: Sequence[str]) -> bool:
    return any(each.startswith(place(change)) for each in places)


@pytest.mark.parametrize("group", RIGHT, ids=lambda group: _name(group[0]))
def test_right(group: Sequence[Change]) -> None:
    """Nothing is said against any of them."""
    assert _told_of_right(group) == {}
