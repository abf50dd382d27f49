"""Values that AWS would refuse are refused where they stand; unusual ones that it takes are not.

`values/wrong.yaml` and `values/right.yaml` list them, one change of a whole viewpoint each.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.viewpoints import WHOLE, problems_of
from tocsin.diagnostics import read_yaml

VALUES = Path(__file__).with_name("values")
BASE = WHOLE.read_text()


def _changes(name: str) -> list[Any]:
    changes = read_yaml(VALUES.joinpath(name).read_text(), name=name).data
    return [pytest.param(each, id=f"{each['set']}={each['to']!r:.60}") for each in changes]


def _changed(change: dict[str, Any]) -> str:
    data = read_yaml(BASE, name="whole").data
    *path, last = change["set"].split(".")
    part = data
    for key in path:
        part = part[key]
    part[last] = change["to"]
    if change["to"] is None:
        del part[last]
    return str(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=9_999))


@pytest.mark.parametrize("change", _changes("wrong.yaml"))
def test_wrong(change: dict[str, Any]) -> None:
    """It is refused at its place, or at the place that contradicts it."""
    places = [
        each.where.subject for each in problems_of(_changed(change)) if each.severity == "error"
    ]
    expected = change.get("at", change["set"])

    assert [each for each in places if each.startswith(expected)], places


@pytest.mark.parametrize("change", _changes("right.yaml"))
def test_right(change: dict[str, Any]) -> None:
    """Nothing is said against it."""
    found = problems_of(_changed(change))

    assert [str(each) for each in found if each.severity == "error"] == []
