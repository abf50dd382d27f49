"""What the schemas of AWS say about resource types: what replaces a resource, and what names it.

The data are generated from the schemas in cfn-lint; a test compares them with those installed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

Path = tuple[str, ...]
"""Keys from a resource's properties to one in them; `*` is each item of a list or an object."""

CUSTOM_RESOURCE = "AWS::CloudFormation::CustomResource"
_CUSTOM = "Custom::"
_NEVER_REPLACED = frozenset({"AWS::CDK::Metadata"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceType:
    """The rules of one resource type.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html

    Attributes:
        replaced_by: Where a change makes CloudFormation replace a resource.
        perhaps_replaced_by: Where it depends on the change whether it does.
        named_by: What names a resource, all of it together; empty if AWS does.
        is_deleted_first: Whether the old resource is deleted before the new one is made.
    """

    replaced_by: tuple[Path, ...] = ()
    perhaps_replaced_by: tuple[Path, ...] = ()
    named_by: tuple[Path, ...] = ()
    is_deleted_first: bool = False


def is_custom(type_name: str) -> bool:
    """Say whether a function of the template's author makes such resources."""
    return type_name == CUSTOM_RESOURCE or type_name.startswith(_CUSTOM)


def resource_type(type_name: str) -> ResourceType | None:
    """Give the rules of a type; None for one whose rules are not known here."""
    return _types().get(CUSTOM_RESOURCE if is_custom(type_name) else type_name)


@cache
def _types() -> Mapping[str, ResourceType]:
    file = resources.files("tocsin.transition").joinpath("data", "resource_types.json")
    known = {
        name: ResourceType(
            replaced_by=_paths(facts.get("replaced_by")),
            perhaps_replaced_by=_paths(facts.get("perhaps_replaced_by")),
            named_by=_paths(facts.get("named_by")),
            is_deleted_first=facts.get("deleted_first", False),
        )
        for name, facts in json.loads(file.read_text()).items()
    }
    return {**known, **dict.fromkeys(_NEVER_REPLACED, ResourceType())}


def _paths(written: list[str] | None) -> tuple[Path, ...]:
    return tuple(tuple(path.split("/")) for path in written or ())
