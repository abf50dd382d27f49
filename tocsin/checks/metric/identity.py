"""What identifies a resource in the dimensions of its metrics, and what templates give."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tocsin.catalogue import (
    Identifier,
    IdentifierSource,
    TemplateForm,
    load_namespace,
    load_resource_type,
)

Kind = Literal["an ARN", "a URL", "an id", "a name"]

_ELB = "AWS::ElasticLoadBalancingV2::"
_GIVEN_BY_REF: Mapping[str, Kind] = {
    "AWS::AmazonMQ::Broker": "an id",
    "AWS::ApiGateway::RestApi": "an id",
    "AWS::AppRunner::Service": "an ARN",
    "AWS::AppSync::GraphQLApi": "an ARN",
    "AWS::Bedrock::Guardrail": "an ARN",
    "AWS::DMS::ReplicationInstance": "an ARN",
    "AWS::ECS::Service": "an ARN",
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "an ARN",
    "AWS::ElasticLoadBalancingV2::TargetGroup": "an ARN",
    "AWS::GlobalAccelerator::Accelerator": "an ARN",
    "AWS::Lambda::Alias": "an ARN",
    "AWS::Lambda::Version": "an ARN",
    "AWS::MSK::Cluster": "an ARN",
    "AWS::NetworkFirewall::Firewall": "an ARN",
    "AWS::OSIS::Pipeline": "an ARN",
    "AWS::SNS::Topic": "an ARN",
    "AWS::SQS::Queue": "a URL",
    "AWS::SageMaker::Endpoint": "an ARN",
    "AWS::Serverless::Api": "an id",
    "AWS::StepFunctions::Activity": "an ARN",
    "AWS::StepFunctions::StateMachine": "an ARN",
    "AWS::Transfer::Server": "an ARN",
    "AWS::WAFv2::WebACL": "an id",
}
"""What `Ref` gives where it is not what a metric needs.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
"""

_GIVEN_BY_ATTRIBUTE: Mapping[tuple[str, str], Kind] = {
    (f"{_ELB}LoadBalancer", "DNSName"): "a name",
    (f"{_ELB}LoadBalancer", "LoadBalancerName"): "a name",
    (f"{_ELB}TargetGroup", "TargetGroupName"): "a name",
    ("AWS::Serverless::Function", "Alias"): "an ARN",
    ("AWS::Serverless::Function", "Version"): "an ARN",
    ("AWS::StepFunctions::StateMachine", "Name"): "a name",
    ("AWS::StepFunctions::Activity", "Name"): "a name",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An identifier that is the value of a dimension of some namespace.

    Attributes:
        identifier: The identifier.
        resource_type: The type that it identifies.
        forms: How templates give it, by the types of CloudFormation that do.
    """

    identifier: Identifier
    resource_type: str
    forms: Mapping[str, IdentifierSource]


@cache
def wanted_identifiers(namespace: str) -> Mapping[str, tuple[Wanted, ...]]:
    """Return the identifiers that are values of the dimensions of a namespace, by dimension.

    The first of each dimension is described in the fewest words, and the most general.
    """
    known = load_namespace(namespace)
    metrics = known.metrics.values() if known else ()
    types = dict.fromkeys(one for each in metrics for one in each.resource_types)
    found: dict[str, list[Wanted]] = defaultdict(list)
    for name in types:
        kind = load_resource_type(name)
        for identifier in kind.identifiers.values():
            forms = dict(_sources(identifier.name, kind.cloudformation))
            wanted = Wanted(identifier=identifier, resource_type=name, forms=forms)
            found[identifier.dimension].append(wanted)
    return {
        dimension: tuple(sorted(each, key=lambda one: len(one.identifier.means)))
        for dimension, each in found.items()
    }


def _sources(
    identifier: str, forms: Mapping[str, TemplateForm]
) -> Iterator[tuple[str, IdentifierSource]]:
    """Yield where templates have an identifier: in which type of resource, and how."""
    for cloudformation_type, form in forms.items():
        source = form.identifiers.get(identifier)
        if source is not None and source.of is None:
            yield source.linked or cloudformation_type, source


def given_kind(cloudformation_type: str, attribute: str, text: str) -> Kind | None:
    """Return what an attribute of a resource gives, None where that is not known here."""
    if text.startswith("arn:") or re.search(r"A(rn|RN)$", attribute):
        return "an ARN"
    if text.startswith("https://") or re.search(r"U(rl|RL)$", attribute):
        return "a URL"
    if attribute == "Ref":
        return _GIVEN_BY_REF.get(cloudformation_type)
    return _GIVEN_BY_ATTRIBUTE.get((cloudformation_type, attribute))


def takes_arn(wanted: Identifier) -> bool:
    """Say whether an identifier is an ARN."""
    return wanted.pattern.startswith("arn:")


def reference_text(logical_id: str, attribute: str) -> str:
    """Write a reference to an attribute of a resource as a template has it."""
    return f"!Ref {logical_id}" if attribute == "Ref" else f"!GetAtt {logical_id}.{attribute}"
