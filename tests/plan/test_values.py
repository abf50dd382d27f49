"""Values that AWS would refuse are refused where they stand; unusual ones that it takes are not.

`values/wrong.yaml` and `values/right.yaml` list them, one change of a whole viewpoint each. Those
that have nothing to do with each other are tried in one viewpoint, and each of them alone where
that leaves a doubt.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest

from tests.support.changes import Change, apart, changed_viewpoint, listed_changes, place
from tests.support.viewpoints import problems_of

WRONG, RIGHT = (apart(listed_changes(name)) for name in ("wrong.yaml", "right.yaml"))


def _parameters(groups: Sequence[Sequence[Change]]) -> list[Any]:
    return [
        pytest.param(number, each, id=f"{each['set']}={each['to']!r:.60}")
        for number, group in enumerate(groups)
        for each in group
    ]


def _errors(*changes: Change) -> list[tuple[str, str]]:
    found = problems_of(changed_viewpoint(*changes))
    return [(each.where.subject, str(each)) for each in found if each.is_error]


@cache
def _told_together(number: int) -> list[str]:
    """Return what a group of wrong values is told, if it is at their places and nowhere else."""
    places = tuple(place(each) for each in WRONG[number])
    found = [subject for subject, _ in _errors(*WRONG[number])]
    return found if all(each.startswith(places) for each in found) else []


@cache
def _told_of_right(number: int) -> list[str]:
    """Return what is told of the values of a group that are not fine, each alone."""
    return _told(RIGHT[number])


def _told(changes: Sequence[Change]) -> list[str]:
    found = [text for _, text in _errors(*changes)]
    if not found or len(changes) == 1:
        return found
    half = len(changes) // 2
    return [*_told(changes[:half]), *_told(changes[half:])]


@pytest.mark.parametrize(("group", "change"), _parameters(WRONG))
def test_wrong(group: int, change: Change) -> None:
    """It is refused at its place, or at the place that contradicts it."""
    expected = place(change)
    if not any(each.startswith(expected) for each in _told_together(group)):
        places = [subject for subject, _ in _errors(change)]
        assert [each for each in places if each.startswith(expected)], places


@pytest.mark.parametrize(("group", "change"), _parameters(RIGHT))
def test_right(group: int, change: Change) -> None:
    """Nothing is said against it."""
    if _told_of_right(group):
        assert [text for _, text in _errors(change)] == []
