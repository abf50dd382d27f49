"""AWS SAM: what its transform makes of the resources of a template, by name.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resolution.identity_patterns import IDENTITY_PATTERNS, IdentityPattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SAM = "AWS::Serverless-2016-10-31"

_PREFIX = "AWS::Serverless::"
_OF_THE_TEMPLATE = (
    "CodeDeployServiceRole",
    "ServerlessDeploymentApplication",
    "ServerlessHttpApi",
    "ServerlessRestApi",
    "ServerlessWebSocketApi",
)
"""What is made once for a whole template; names of stages and deployments begin with these."""

_OF_A_RESOURCE = (
    "Alias",
    "ApiKey",
    "AuthorizerRole",
    "BasePathMapping",
    "Deployment",
    "DeploymentGroup",
    "EventInvokeConfig",
    "PermissionPolicy",
    "Policy",
    "Role",
    "Stage",
    "Url",
    "UrlPublicPermissions",
    "UsagePlan",
    "Version",
)
"""How the names of what is made for one resource go on after its own."""

SERVERLESS_PATTERNS: Mapping[str, IdentityPattern] = {
    "AWS::Serverless::Function": IDENTITY_PATTERNS["AWS::Lambda::Function"],
    "AWS::Serverless::SimpleTable": IDENTITY_PATTERNS["AWS::DynamoDB::Table"],
    "AWS::Serverless::StateMachine": IdentityPattern(
        name_property="Name",
        ref=IDENTITY_PATTERNS["AWS::StepFunctions::StateMachine"].ref,
        attributes=IDENTITY_PATTERNS["AWS::StepFunctions::StateMachine"].attributes,
        name_attribute="Name",
    ),
}
"""What `Ref` and `Fn::GetAtt` give of the resources that SAM turns into others."""


def owner_of(name: str, resources: Mapping[str, Mapping[str, object]]) -> str | None:
    """Give the resource of SAM that a name such as `Function.Alias` is a part of."""
    owner, dot, _ = name.partition(".")
    return owner if dot and _is_serverless(resources.get(owner, {})) else None


def is_made_by_sam(name: str, resources: Mapping[str, Mapping[str, object]]) -> bool:
    """Say whether SAM makes a resource of that name from the resources of a template."""
    if name.startswith(_OF_THE_TEMPLATE):
        return True
    return any(
        name.startswith(logical_id) and name[len(logical_id) :].startswith(tuple(_parts(raw)))
        for logical_id, raw in resources.items()
        if _is_serverless(raw)
    )


def _is_serverless(raw: Mapping[str, object]) -> bool:
    return str(raw.get("Type")).startswith(_PREFIX)


def _parts(raw: Mapping[str, object]) -> Iterator[str]:
    """Yield how the names of what is made for a resource go on: fixed words, events, stages."""
    yield from _OF_A_RESOURCE
    properties = raw.get("Properties")
    if not isinstance(properties, dict):
        return
    events = properties.get("Events")
    yield from map(str, events) if isinstance(events, dict) else ()
    stage = properties.get("StageName")
    if isinstance(stage, str):
        yield f"{stage}Stage"
