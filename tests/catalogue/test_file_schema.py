"""The JSON Schema of files with resource types: it takes what the reader takes."""

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.catalogue.test_own_type import WORKER
from tests.support.command_line import run
from tocsin.catalogue import read_resource_type, resource_types
from tocsin.catalogue.loader import _DATA
from tocsin.diagnostics import InvalidInputError

SCHEMA = json.loads(run("schema", "--catalogue").output)
VALIDATOR = Draft202012Validator(SCHEMA)


def _data(text: str) -> Any:  # noqa: ANN401 - any YAML value
    return yaml.load(text, Loader=yaml.CSafeLoader)


def test_schema_is_a_schema() -> None:
    """An editor can use it."""
    Draft202012Validator.check_schema(SCHEMA)


def test_files_of_the_catalogue_are_valid() -> None:
    """Files that differ in all that a file can have."""
    names = (*resource_types()[::9], "dynamodb_table", "lambda_function", "billing_account")
    texts = {name: _DATA.joinpath(f"{name}.yaml").read_text() for name in names}

    assert [name for name, text in texts.items() if not VALIDATOR.is_valid(_data(text))] == []
    assert VALIDATOR.is_valid(_data(WORKER))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: batch_worker", "type: Batch Worker"),
        ("title: Worker of the night's batch\n", ""),
        ("severity: warning", "severity: high"),
        ("period: 300", "period: 45"),
        ("period: 300", "perid: 300"),
        ("threshold: 1000", "threshold: many"),
        ("threshold: 1000", "threshold: {share: 1}"),
        ("statistic: Maximum", "statistic: p100.5"),
        ("unit: Count", "unit: Counts"),
        ("unit: Count", "role: busy, unit: Count"),
        ("unit: Count", "range: [0], unit: Count"),
        ("backlog-grows:", "Backlog grows:"),
        ("[[Worker]]", "[]"),
    ],
)
def test_editor_and_reader_refuse_the_same(old: str, new: str) -> None:
    """What is marked while it is written would be refused when it is read."""
    text = WORKER.replace(old, new, 1)

    assert text != WORKER
    assert not VALIDATOR.is_valid(_data(text))
    with pytest.raises(InvalidInputError):
        read_resource_type(text, "worker.yaml")


def test_every_key_is_explained_where_it_is_not_plain() -> None:
    """Editors show what a key means."""
    alarm = SCHEMA["properties"]["alarms"]["additionalProperties"]["properties"]

    assert SCHEMA["properties"]["settings"]["description"]
    assert alarm["threshold"]["description"]
