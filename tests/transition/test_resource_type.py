import json

import pytest
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from tests.support.resource_types import FILE, REGION, generated
from tocsin.transition.physical_name import _FURTHER_NAMES, _SHARED_NAMES
from tocsin.transition.resource_type import ResourceType, resource_type


def test_the_table_is_that_of_the_schemas() -> None:
    """`make schema` writes it anew, from the schemas of the cfn-lint that is installed."""
    assert json.loads(FILE.read_text()) == json.loads(generated())


def test_rules_of_a_type() -> None:
    """What the schema of a metric filter says."""
    assert resource_type("AWS::Logs::MetricFilter") == ResourceType(
        replaced_by=(("FilterName",), ("LogGroupName",)),
        named_by=(("LogGroupName",), ("FilterName",)),
        is_deleted_first=True,
    )


def test_a_type_that_is_not_known() -> None:
    """Nothing is assumed about the types of others."""
    assert resource_type("Shop::Till::Drawer") is None


@pytest.mark.parametrize("name", _FURTHER_NAMES)
def test_further_names_are_properties(name: str) -> None:
    """The names that stand beside the schemas are written as in them."""
    properties = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, name).schema["properties"]

    assert {path[0] for paths in _FURTHER_NAMES[name] for path in paths} <= set(properties)


def test_shared_names_are_those_of_known_types() -> None:
    """Both types of each pair exist."""
    types = {*_SHARED_NAMES, *_SHARED_NAMES.values()}

    assert types <= set(PROVIDER_SCHEMA_MANAGER.get_resource_types(REGION))
