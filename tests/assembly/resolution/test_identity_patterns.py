import pytest
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from tocsin.assembly.resolution.identity_patterns import IDENTITY_PATTERNS


@pytest.mark.parametrize("resource_type", sorted(IDENTITY_PATTERNS))
def test_identities_agree_with_the_schemas_of_cloudformation(resource_type: str) -> None:
    """Each type has the property that names it and every attribute that is filled in."""
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", resource_type)
    identity = IDENTITY_PATTERNS[resource_type]

    assert identity.name_property in schema.schema["properties"]
    assert set(identity.attributes) <= set(schema.get_atts)
