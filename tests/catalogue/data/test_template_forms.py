"""Where templates have identifiers, held against the schemas of CloudFormation."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from tests.support.catalogue import kinds
from tests.support.resource_types import REGION
from tocsin.catalogue import PUBLISHING_TYPES, IdentifierSource, ResourceType, TemplateForm

WITHOUT_SCHEMA = {
    "AWS::Serverless::SimpleTable": ({"TableName"}, {"Ref"}),
}
"""Properties and attributes of types of SAM that are not resources themselves.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html
"""
REFERRED = {
    ("lex_v2_bot", "bot"): "AWS::Lex::Bot",
    ("sagemaker_endpoint", "variant"): "AWS::SageMaker::EndpointConfig",
    ("direct_connect_virtual_interface", "connection"): "AWS::DirectConnect::Connection",
    ("transit_gateway_attachment", "transit_gateway"): "AWS::EC2::TransitGateway",
    ("privatelink_endpoint", "vpc"): "AWS::EC2::VPC",
    ("cognito_user_pool", "user_pool"): "AWS::Cognito::UserPool",
    ("eks_container_insights_enhanced", "cluster"): "AWS::EKS::Cluster",
    ("ecs_cluster", "cluster"): "AWS::ECS::Cluster",
    ("kinesis_stream_consumer", "stream"): "AWS::Kinesis::Stream",
    ("ecs_service", "cluster"): "AWS::ECS::Cluster",
    ("eventbridge_bus_rule", "event_bus"): "AWS::Events::EventBus",
    ("keyspaces_table", "keyspace"): "AWS::Cassandra::Keyspace",
    ("s3_replication_rule", "destination"): "AWS::S3::Bucket",
    ("sqs_queue", "dead_letter_queue"): "AWS::SQS::Queue",
}
"""The type of what a property refers to, which templates show."""

Schema = dict[str, Any]


def _forms() -> Iterator[tuple[ResourceType, str, TemplateForm]]:
    for kind in kinds():
        for cloudformation, form in kind.cloudformation.items():
            yield kind, cloudformation, form


@cache
def _schema(cloudformation: str) -> Schema:
    found: Schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, cloudformation).schema
    return found


@cache
def _properties(cloudformation: str) -> set[str]:
    """Return the paths of all properties, lists left out of them, as the catalogue writes them."""
    if cloudformation in WITHOUT_SCHEMA:
        return WITHOUT_SCHEMA[cloudformation][0]
    schema = _schema(cloudformation)
    return set(_paths(schema, schema, depth=4))


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


@cache
def _attributes(cloudformation: str) -> set[str]:
    if cloudformation in WITHOUT_SCHEMA:
        return WITHOUT_SCHEMA[cloudformation][1]
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, cloudformation)
    return {"Ref", *schema.get_atts}


def test_every_required_identifier_has_a_source() -> None:
    """A resource that is found in a template can be named; what is named exists in the type."""
    assert [
        f"{kind.name}: {cloudformation}"
        for kind, cloudformation, form in _forms()
        if not set(kind.required_identifiers) <= set(form.identifiers)
        or not set(form.identifiers) <= {*kind.required_identifiers, *kind.optional_identifiers}
    ] == []


def test_properties_and_attributes_exist() -> None:
    """Nothing is read that CloudFormation does not have."""
    assert [
        f"{kind.name}: {cloudformation} has no {path}"
        for kind, cloudformation, form in _forms()
        for path in sorted(_unknown_of(kind, cloudformation, form))
    ] == []


def _unknown_of(kind: ResourceType, cloudformation: str, form: TemplateForm) -> set[str]:
    unknown = set(form.opt_ins) - set(kind.opt_ins)
    for identifier, source in form.identifiers.items():
        unknown |= _unknown(source, source.linked or cloudformation)
        if source.of is not None:
            unknown |= _unknown(source.of, REFERRED[kind.name, identifier])
    patterns = (form.where, *form.opt_ins.values())
    return unknown | ({path for each in patterns for path in each} - _properties(cloudformation))


def _unknown(source: IdentifierSource, cloudformation: str) -> set[str]:
    attributes, properties = filter(None, [source.attribute]), filter(None, [source.property])
    return {
        *(set(attributes) - _attributes(cloudformation)),
        *(set(properties) - _properties(cloudformation)),
    }


def test_settings_are_read_from_properties_that_exist() -> None:
    """What says a setting in a template is a property of one of the type's resources."""
    assert [
        f"{kind.name}: {setting.name}"
        for kind in kinds()
        for setting in kind.settings.values()
        if setting.cloudformation is not None
        and not any(
            setting.cloudformation.property in _properties(each) for each in kind.cloudformation
        )
    ] == []


def test_every_source_gives_something() -> None:
    """What only a deployment knows has an attribute; a link says which type it is by.

    A property alone is enough where no resource of the form is without it.
    """
    assert [
        f"{kind.name}: {cloudformation} {identifier}"
        for kind, cloudformation, form in _forms()
        for identifier, source in form.identifiers.items()
        if not (
            source.attribute
            or source.of
            or source.default
            or identifier in kind.optional_identifiers
            or source.property in _schema(cloudformation).get("required", ())
            or not re.fullmatch(form.where.get(source.property or "", ""), "")
        )
        or (source.linked is None) != (source.by is None)
        or source.form.count("{}") != 1
    ] == []


def test_patterns_compile() -> None:
    """A condition on a property is a regular expression."""
    for _, _, form in _forms():
        for each in (form.where, *form.opt_ins.values()):
            assert all(re.compile(pattern) for pattern in each.values())


def test_forms_of_one_type_exclude_each_other() -> None:
    """Of a CloudFormation type that several types want, one alone may take every resource.

    The others say which ones are theirs, as of functions those with Lambda Insights.
    """
    owners: dict[str, list[TemplateForm]] = {}
    for kind, cloudformation, form in _forms():
        if kind.is_proposed:
            owners.setdefault(cloudformation, []).append(form)

    shared = {name: forms for name, forms in owners.items() if len(forms) > 1}

    assert [
        name for name, forms in shared.items() if sum(not form.where for form in forms) > 1
    ] == []


def test_types_that_publish_metrics_exist() -> None:
    """What is counted as not in the catalogue is a type that templates can have."""
    known = PROVIDER_SCHEMA_MANAGER.get_resource_types(REGION)

    assert {name for name in PUBLISHING_TYPES if not name.startswith("AWS::Serverless::")} <= {
        *known
    }
