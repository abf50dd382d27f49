"""Workflows of GitHub and GitLab, and the schemas that check-jsonschema brings for them."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from tests.support.project import ROOT

Json = dict[str, Any]
PIPELINES = ROOT / "tocsin" / "cli" / "pipelines"
OF_GITHUB = sorted([*PIPELINES.glob("github-*.yaml"), *(ROOT / ".github/workflows").iterdir()])
ACTION = ROOT / "action.yml"


@cache
def _schema(name: str) -> Json:
    # Looked up and not imported: what the package needs to run is not installed.
    spec = find_spec("check_jsonschema")
    assert spec is not None
    assert spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0]) / "builtin_schemas" / "vendor"
    found: Json = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


def check_valid(document: object, name: str) -> None:
    """Hold a document against a schema, as `github-workflows`."""
    jsonschema.validate(document, _schema(name), cls=jsonschema.Draft7Validator)


def read(path: Path) -> Json:
    """Return a workflow; `on` is a key in it, and not a truth."""
    found: Json = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts alone
    return found


def steps(document: Json) -> Iterator[Json]:
    """Yield the steps of a workflow, or of an action."""
    for job in [*document.get("jobs", {}).values(), document.get("runs", {})]:
        yield from job.get("steps", ())
