"""What a resource's policies grant, taken apart: who may do what with what."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from tocsin.review.pairs import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly import Resource

_DOCUMENTS: Mapping[str, tuple[str, ...]] = {
    "AWS::Backup::BackupVault": ("AccessPolicy",),
    "AWS::ECR::Repository": ("RepositoryPolicyText",),
    "AWS::EFS::FileSystem": ("FileSystemPolicy",),
    "AWS::Events::EventBusPolicy": ("Statement",),
    "AWS::IAM::Group": (),
    "AWS::IAM::GroupPolicy": ("PolicyDocument",),
    "AWS::IAM::ManagedPolicy": ("PolicyDocument",),
    "AWS::IAM::Policy": ("PolicyDocument",),
    "AWS::IAM::Role": ("AssumeRolePolicyDocument",),
    "AWS::IAM::RolePolicy": ("PolicyDocument",),
    "AWS::IAM::User": (),
    "AWS::IAM::UserPolicy": ("PolicyDocument",),
    "AWS::KMS::Key": ("KeyPolicy",),
    "AWS::KMS::ReplicaKey": ("KeyPolicy",),
    "AWS::Logs::ResourcePolicy": ("PolicyDocument",),
    "AWS::S3::BucketPolicy": ("PolicyDocument",),
    "AWS::SNS::TopicInlinePolicy": ("PolicyDocument",),
    "AWS::SNS::TopicPolicy": ("PolicyDocument",),
    "AWS::SQS::QueueInlinePolicy": ("PolicyDocument",),
    "AWS::SQS::QueuePolicy": ("PolicyDocument",),
    "AWS::SecretsManager::ResourcePolicy": ("ResourcePolicy",),
}
"""The properties of each type that are policies, beside `Policies` and `ManagedPolicyArns`."""

PERMISSION = "AWS::Lambda::Permission"
TYPES = (*_DOCUMENTS, PERMISSION)
_WIDE_POLICIES = frozenset(
    f"what {name} allows" for name in ("AdministratorAccess", "IAMFullAccess", "PowerUserAccess")
)
ITSELF = ""
"""The principal of a policy that is about whoever has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One thing that somebody may do, or may not.

    Attributes:
        is_allowed: Whether it is allowed; else it is denied.
        principal: Who; empty for whoever has the policy.
        action: What, perhaps with wildcards; `!` before what is all but that.
        resource: With what, likewise.
        condition: When alone, as JSON; empty for always.
    """

    is_allowed: bool
    principal: str
    action: str
    resource: str
    condition: str

    def covers(self, other: Grant) -> bool:
        """Say whether another is a part of it."""
        return (
            self.is_allowed == other.is_allowed
            and self.condition in ("", other.condition)
            and self.principal in ("*", other.principal)
            and _matches(self.action.casefold(), other.action.casefold())
            and _matches(self.resource, other.resource)
        )

    @property
    def is_wide(self) -> bool:
        """Whether it is for everybody, or for all actions of a service on everything."""
        is_any = self.action == "*" or self.action.endswith(":*")
        is_all = is_any and self.resource == "*"
        return self.principal == "*" or is_all or self.action in _WIDE_POLICIES

    def __str__(self) -> str:
        """Render as `sqs:SendMessage on Queue, if …`."""
        condition = f", if {self.condition}" if self.condition else ""
        resource = f" on {self.resource}" if self.resource else ""
        return f"{self.action}{resource}{condition}"


def grants_of(resource: Resource | None) -> frozenset[Grant]:
    """Return all that the policies of a resource grant and deny."""
    if resource is None or resource.type not in TYPES:
        return frozenset()
    return frozenset(_grants(resource))


def _grants(resource: Resource) -> Iterator[Grant]:
    properties = resource.properties
    if resource.type == PERMISSION:
        yield _of_permission(properties)
        return
    for name in _DOCUMENTS[resource.type]:
        yield from _of_document(properties.get(name))
    inline = properties.get("Policies")
    for policy in inline if isinstance(inline, list) else []:
        yield from _of_document(policy.get("PolicyDocument") if isinstance(policy, dict) else None)
    for arn in _texts(properties.get("ManagedPolicyArns")):
        yield Grant(
            is_allowed=True,
            principal=ITSELF,
            action=f"what {arn.rpartition('/')[2]} allows",
            resource="",
            condition="",
        )


def _of_permission(properties: Mapping[str, object]) -> Grant:
    source = properties.get("SourceArn")
    return Grant(
        is_allowed=True,
        principal=_text(properties.get("Principal")),
        action=_text(properties.get("Action")),
        resource=_text(properties.get("FunctionName")),
        condition="" if source is None else f"SourceArn is {_text(source)}",
    )


def _of_document(written: object) -> Iterator[Grant]:
    document = normal(written, "PolicyDocument")
    listed = document.get("Statement", document) if isinstance(document, dict) else document
    for statement in listed if isinstance(listed, list) else [listed]:
        if isinstance(statement, dict):
            yield from _of_statement(statement)


def _of_statement(statement: Mapping[str, object]) -> Iterator[Grant]:
    condition = statement.get("Condition")
    told = json.dumps(condition, sort_keys=True, default=str) if condition else ""
    for principal in _principals(statement):
        for action in _either(statement, "Action"):
            for resource in _either(statement, "Resource") or [""]:
                yield Grant(
                    is_allowed=statement.get("Effect") != "Deny",
                    principal=principal,
                    action=action,
                    resource=resource,
                    condition=told,
                )


def _principals(statement: Mapping[str, object]) -> list[str]:
    for name, sign in (("Principal", ""), ("NotPrincipal", "!")):
        written = statement.get(name)
        if isinstance(written, dict):
            return [f"{sign}{text}" for listed in written.values() for text in _texts(listed)]
        if written is not None:
            return [f"{sign}{text}" for text in _texts(written)]
    return [ITSELF]


def _either(statement: Mapping[str, object], name: str) -> list[str]:
    inverse = [f"!{text}" for text in _texts(statement.get(f"Not{name}"))]
    return _texts(statement.get(name)) or inverse


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    return [_text(each) for each in (value if isinstance(value, list) else [value])]


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=str)


def _matches(pattern: str, text: str) -> bool:
    return pattern == text or (
        any(sign in pattern for sign in "*?") and "[" not in pattern and fnmatchcase(text, pattern)
    )
