"""Reviews of small templates, in few words: a system, and edits of it with what is said of them."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.support.assembly import load_template
from tocsin.assembly import Assembly
from tocsin.review import Review, review

Json = dict[str, Any]

CASES = Path(__file__).parent.parent / "review" / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """An edit of a template, and what is said of it.

    Attributes:
        name: What it is about.
        before: The template.
        after: It after the edit.
        says: Severity, kind and sentence of each change.
    """

    name: str
    before: Json
    after: Json
    says: tuple[str, ...]


def cases() -> Iterator[Case]:
    """Yield the cases of all files; each file has a system and edits of it.

    An edit may `set` properties, or what is beside them, by their path (null removes one), `put`
    resources as a whole (null removes one), and `rename` logical ids; with `back` it is undone in
    place of done.
    """
    for path in sorted(CASES.glob("*.yaml")):
        document = yaml.safe_load(path.read_text())
        for case in document["cases"]:
            before = {"Resources": document["system"]}
            after = edited(before, case)
            pair = (after, before) if case.get("back") else (before, after)
            yield Case(f"{path.stem}: {case['case']}", *pair, tuple(case["says"]))


def edited(template: Json, edit: Json) -> Json:
    """Return a copy of a template after an edit."""
    changed = copy.deepcopy(template)
    resources = changed["Resources"]
    for path, value in edit.get("set", {}).items():
        logical_id, *keys = path.split("/")
        resource = resources[logical_id]
        is_beside = keys[0] in ("DependsOn", "Metadata")
        below = resource if is_beside else resource.setdefault("Properties", {})
        _put(below, keys, value)
    for logical_id, resource in edit.get("put", {}).items():
        _put(resources, [logical_id], resource)
    for old, new in edit.get("rename", {}).items():
        resources[new] = resources.pop(old)
    return changed


def _put(value: Any, keys: list[str], new: object) -> None:  # noqa: ANN401 - as JSON is
    *path, last = [int(key) if key.isdigit() else key for key in keys]
    for key in path:
        value = value[key]
    if new is None:
        del value[last]
    elif isinstance(value, list) and last == len(value):
        value.append(copy.deepcopy(new))
    else:
        value[last] = copy.deepcopy(new)


def system(name: str) -> Json:
    """Return the resources that the cases of a file begin with."""
    resources: Json = yaml.safe_load((CASES / f"{name}.yaml").read_text())["system"]
    return resources


def sides(folder: Path, before: Json, after: Json) -> tuple[Assembly, Assembly]:
    """Return the assemblies of two templates of one stack."""
    for name in ("base", "head"):
        (folder / name).mkdir(exist_ok=True)
    return load_template(folder / "base", before), load_template(folder / "head", after)


def compared(folder: Path, before: Json, after: Json) -> Review:
    """Return the review of two templates of one stack."""
    return review(*sides(folder, before, after))


def said(found: Review) -> tuple[str, ...]:
    """Return severity, kind and sentence of each change."""
    return tuple(f"{each.severity} {each.kind}: {each.sentence}" for each in found.changes)
