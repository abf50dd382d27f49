"""Changes of a whole viewpoint: one value each, listed in `tests/plan/values`."""

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
    return str(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=9_999))
