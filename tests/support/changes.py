"""Changes of a whole viewpoint: one value each, listed in `tests/plan/values`."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import yaml

from tests.support.project import ROOT
from tests.support.viewpoints import WHOLE
from tocsin.diagnostics import read_yaml

VALUES = ROOT / "tests" / "plan" / "values"

Change = dict[str, Any]
"""`set` names the place with dots, `to` is what stands there; nothing stands there for null."""


def listed_changes(name: str) -> list[Change]:
    """Return the changes in the file *name*."""
    changes: list[Change] = read_yaml(VALUES.joinpath(name).read_text(), name=name).data
    return changes


def changed_viewpoint(*changes: Change) -> str:
    """Return the text of the whole viewpoint with *changes*."""
    data = read_yaml(WHOLE.read_text(), name=WHOLE.name).data
    for change in changes:
        *path, last = change["set"].split(".")
        part = data
        for key in path:
            part = part[key]
        if change["to"] is None:
            part.pop(last, None)
        else:
            part[last] = deepcopy(change["to"])
    return dumped(data)


def dumped(data: object) -> str:
    """Return *data* as YAML, written by libyaml because Python's own writer is slow."""
    text: str = yaml.dump(
        data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=9_999
    )
    return text


def apart(changes: Sequence[Change]) -> list[list[Change]]:
    """Return *changes* in groups of which no change touches what another is about."""
    groups: list[list[Change]] = []
    for change in changes:
        for group in groups:
            if not any(_touch(change, each) for each in group):
                group.append(change)
                break
        else:
            groups.append([change])
    return groups


def place(change: Change) -> str:
    """Return where a change is expected to be remarked on."""
    return str(change.get("at", change["set"]))


def _touch(one: Change, other: Change) -> bool:
    ones, others = ({f"{each['set']}.", f"{place(each)}."} for each in (one, other))
    return any(a.startswith(b) or b.startswith(a) for a in ones for b in others)
