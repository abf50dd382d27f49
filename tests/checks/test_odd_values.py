"""Templates in which values are of types that CloudFormation does not take: nothing breaks."""

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.support.project import ROOT
from tocsin.assembly import load
from tocsin.checks import CHECKS, Subject
from tocsin.diagnostics import KeyPath

TEMPLATES = ROOT / "tests/checks/templates"
ODD: tuple[object, ...] = (
    None, [], {}, 5, -1, 1.5, True, "", "x", "*", "${X}", [[]], [{}], [5], [None], {"a": 1},
    10**30, {"Ref": "Nowhere"}, {"Fn::GetAtt": ["Nowhere", "Arn"]}, [{"Key": {}}],
)  # fmt: skip
ODD_VALUES_A_TEMPLATE = 2


def test_odd_values_break_no_check(tmp_path: Path) -> None:
    """What a check reads may be anything: it says something of it, or nothing."""
    chance = random.Random(20261128)  # noqa: S311 - the same templates in each run
    path = tmp_path / "odd.json"
    for template in sorted(TEMPLATES.glob("*/*/*.yaml")):
        resources = {each.logical_id: each.declared.raw for each in load(template).resources()}
        content = copy.deepcopy({"Resources": resources})
        places = [place for place in _places(content) if "Properties" in place[2:-1]]
        for place in chance.sample(places, min(len(places), ODD_VALUES_A_TEMPLATE)):
            _put(content, place, copy.deepcopy(chance.choice(ODD)))
        path.write_text(json.dumps(content))
        subject = Subject.of(load(path))
        for check in CHECKS:
            assert list(check.run(subject)) is not None, (check.id, template, content)


def _places(value: object, above: KeyPath = ()) -> Iterator[KeyPath]:
    yield above
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _places(each, (*above, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _places(each, (*above, index))


def _put(content: Any, place: KeyPath, value: object) -> None:  # noqa: ANN401 - any template
    """Put a value into a place, unless another one has taken what is above it."""
    *above, last = place
    for key in above:
        if not _has(content, key):
            return
        content = content[key]
    if _has(content, last):
        content[last] = value


def _has(content: object, key: str | int) -> bool:
    if isinstance(content, dict):
        return key in content
    return isinstance(content, list) and isinstance(key, int) and key < len(content)
