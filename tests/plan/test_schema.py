import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.support.catalogue import kinds
from tests.support.viewpoints import WHOLE
from tocsin.catalogue import ResourceType, resource_types
from tocsin.diagnostics import read_yaml
from tocsin.plan.schema import viewpoint_schema

SCHEMA = viewpoint_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
DATA = read_yaml(WHOLE.read_text(), name="viewpoint.yaml").data


RESOURCE = Draft202012Validator({"$ref": "#/$defs/Resource", "$defs": SCHEMA["$defs"]})
"""What a resource has to follow, without the rest of a viewpoint."""


def test_schema_is_a_schema() -> None:
    """The schema itself is valid in its draft; one function writes all types, so some show it."""
    kinds_left_out = [kind.name for number, kind in enumerate(kinds()) if number % 12]
    names = {f"Resource_{name}" for name in kinds_left_out}
    definitions = {name: each for name, each in SCHEMA["$defs"].items() if name not in names}

    Draft202012Validator.check_schema({**SCHEMA, "$defs": definitions})


def test_schema_is_the_same_twice() -> None:
    """One catalogue gives one schema, byte for byte."""
    assert json.dumps(viewpoint_schema()) == json.dumps(SCHEMA)


def test_whole_viewpoint_is_valid() -> None:
    """A viewpoint with every part follows the schema."""
    assert [error.message for error in VALIDATOR.iter_errors(DATA)] == []


def test_examples_of_the_catalogue_are_valid() -> None:
    """A resource with the catalogue's examples is valid, with every opt-in and every setting."""
    wrong = [kind.name for kind in kinds() if not _validator(kind.name).is_valid(_example(kind))]

    assert wrong == []


def _validator(name: str) -> Draft202012Validator:
    """Return what a resource of one type has to follow, without all the others."""
    schema = {"$ref": f"#/$defs/Resource_{name}", "$defs": SCHEMA["$defs"]}
    return Draft202012Validator(schema)


def _example(kind: ResourceType) -> dict[str, Any]:
    names = (*kind.required_identifiers, *kind.optional_identifiers)
    return {
        "type": kind.name,
        **{each: kind.identifiers[each].example for each in names},
        **{each.name: each.example for each in kind.settings.values()},
        "opt_ins": list(kind.opt_ins),
        "alarms": dict.fromkeys(kind.alarms, "off"),
    }


def test_a_resource_is_of_one_type() -> None:
    """An example is valid for its own type alone, so that an editor knows which one is meant."""
    assert [each for each in kinds()[::10] if not RESOURCE.is_valid(_example(each))] == []


@pytest.mark.parametrize(
    "value", ["orders", "ssm:/shop/orders", "shop-{stage}-orders", "{{resolve:ssm:/shop/orders}}"]
)
def test_identifier_may_be_known_later(value: str) -> None:
    """Parameters, placeholders and dynamic references are valid beside literal names."""
    assert RESOURCE.is_valid({"type": "dynamodb_table", "table": value})


@pytest.mark.parametrize(
    "resource",
    [
        {"type": "dynamodb_table"},
        {"type": "dynamodb_table", "tabel": "orders"},
        {"type": "dynamodb_table", "table": "orders", "queue": "orders"},
        {"type": "dynamodb_table", "table": "arn:aws:dynamodb:eu-west-1:1:table/orders"},
        {"type": "dynamodb_table", "table": "{stag}"},
        {"type": "dynamodb_table", "table": 5},
        {"type": "dynamo_table", "table": "orders"},
        {"type": "dynamodb_table", "table": "orders", "alarms": {"none": "off"}},
        {"type": "dynamodb_table", "table": "orders", "alarms": {"read-throttles": "on"}},
        {"type": "dynamodb_table", "table": "orders", "opt_ins": ["none"]},
        {"type": "sqs_queue", "queue": "orders", "opt_ins": ["none"]},
        {"table": "orders"},
    ],
)
def test_what_the_catalogue_does_not_have_is_invalid(resource: dict[str, Any]) -> None:
    """Unknown types, identifiers, alarms and opt-ins are seen by the editor."""
    assert not RESOURCE.is_valid(resource)


def test_editor_can_describe_everything_of_a_resource() -> None:
    """Each key of a resource has a description."""
    for name in resource_types():
        properties = SCHEMA["$defs"][f"Resource_{name}"]["properties"]
        for key in (*properties, *properties["alarms"]["properties"]):
            found = properties.get(key) or properties["alarms"]["properties"][key]
            assert found["description"], (name, key)
