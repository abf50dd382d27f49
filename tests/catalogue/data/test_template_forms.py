"""Where templates have identifiers, held against the schemas of CloudFormation."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from tests.support.resource_types import REGION
from tocsin.catalogue import (
    PUBLISHING_TYPES,
    IdentifierSource,
    TemplateForm,
    load_resource_type,
    resource_types,
)

WITHOUT_SCHEMA = {
    "AWS::Serverless::SimpleTable": ({"TableName"}, {"Ref"}),
}
"""Properties and attributes of types of SAM that are not resources themselves.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html
"""
REFERRED = {
    ("ecs_service", "cluster"): "AWS::ECS::Cluster",
    ("sqs_queue", "dead_letter_queue"): "AWS::SQS::Queue",
}
"""The type of what a property refers to, which templates show."""

Schema = dict[str, Any]

FORMS = [
    pytest.param(name, cloudformation, form, id=f"{name}.{cloudformation}")
    for name in resource_types()
    for cloudformation, form in load_resource_type(name).cloudformation.items()
]
each_form = pytest.mark.parametrize(("name", "cloudformation", "form"), FORMS)


def _properties(cloudformation: str) -> set[str]:
    """Return the paths of all properties, lists left out of them, as the catalogue writes them."""
    if cloudformation in WITHOUT_SCHEMA:
        return WITHOUT_SCHEMA[cloudformation][0]
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, cloudformation).schema
    return set(_paths(schema, schema, depth=3))


def _paths(part: Schema, whole: Schema, depth: int) -> Iterator[str]:
    if "$ref" in part:
        part = whole["definitions"][part["$ref"].rpartition("/")[2]]
    for choice in (part, *part.get("anyOf", ()), *part.get("oneOf", ())):
        if "items" in choice:
            yield from _paths(choice["items"], whole, depth)
        for name, inner in choice.get("properties", {}).items():
            yield name
            if depth:
                yield from (f"{name}.{rest}" for rest in _paths(inner, whole, depth - 1))


def _attributes(cloudformation: str) -> set[str]:
    if cloudformation in WITHOUT_SCHEMA:
        return WITHOUT_SCHEMA[cloudformation][1]
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, cloudformation)
    return {"Ref", *schema.get_atts}


@each_form
def test_every_required_identifier_has_a_source(
    name: str, cloudformation: str, form: TemplateForm
) -> None:
    """A resource that is found in a template can be named; what is named exists in the type."""
    kind = load_resource_type(name)

    assert set(kind.required_identifiers) <= set(form.identifiers), cloudformation
    assert set(form.identifiers) <= {*kind.required_identifiers, *kind.optional_identifiers}


@each_form
def test_properties_and_attributes_exist(
    name: str, cloudformation: str, form: TemplateForm
) -> None:
    """Nothing is read that CloudFormation does not have."""
    for identifier, source in form.identifiers.items():
        on = source.linked or cloudformation
        assert _unknown(source, on) == set()
        if source.of is not None:
            assert _unknown(source.of, REFERRED[name, identifier]) == set()
    patterns = (form.where, *form.opt_ins.values())
    assert {path for each in patterns for path in each} <= _properties(cloudformation)
    assert set(form.opt_ins) <= set(load_resource_type(name).opt_ins)


def _unknown(source: IdentifierSource, cloudformation: str) -> set[str]:
    attributes, properties = filter(None, [source.attribute]), filter(None, [source.property])
    return {
        *(set(attributes) - _attributes(cloudformation)),
        *(set(properties) - _properties(cloudformation)),
    }


@each_form
def test_every_source_gives_something(name: str, cloudformation: str, form: TemplateForm) -> None:
    """What only a deployment knows has an attribute; a link says which type it is by."""
    kind = load_resource_type(name)
    for identifier, source in form.identifiers.items():
        decided = _is_decided_by_property(source, cloudformation)
        assert source.attribute or source.of or decided or identifier in kind.optional_identifiers
        assert (source.linked is None) == (source.by is None)
        assert source.form.count("{}") == 1


def _is_decided_by_property(source: IdentifierSource, cloudformation: str) -> bool:
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, cloudformation).schema
    return source.property in schema.get("required", ())


@each_form
def test_patterns_compile(name: str, cloudformation: str, form: TemplateForm) -> None:
    """A condition on a property is a regular expression."""
    for each in (form.where, *form.opt_ins.values()):
        assert all(re.compile(pattern) for pattern in each.values()), (name, cloudformation)


def test_forms_of_one_type_exclude_each_other() -> None:
    """A CloudFormation type that several types of the catalogue want says which are whose."""
    owners: dict[str, list[TemplateForm]] = {}
    for param in FORMS:
        _, cloudformation, form = param.values
        assert isinstance(form, TemplateForm)
        owners.setdefault(str(cloudformation), []).append(form)

    shared = {name: forms for name, forms in owners.items() if len(forms) > 1}

    assert [name for name, forms in shared.items() if not all(form.where for form in forms)] == []


@pytest.mark.parametrize("name", sorted(PUBLISHING_TYPES))
def test_types_that_publish_metrics_exist(name: str) -> None:
    """What is counted as not in the catalogue is a type that templates can have."""
    assert name.startswith("AWS::Serverless::") or PROVIDER_SCHEMA_MANAGER.get_resource_schema(
        REGION, name
    )


def test_types_of_the_catalogue_publish_metrics() -> None:
    """Log groups are the exception: few have anything to be watched."""
    known = {template_type for _, template_type, _ in (each.values for each in FORMS)}

    assert known - PUBLISHING_TYPES == {
        "AWS::Backup::LogicallyAirGappedBackupVault",
        "AWS::Logs::LogGroup",
    }
