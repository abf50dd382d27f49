"""Roles in which AWS services work, and what the roles may do."""

from collections.abc import Iterable, Mapping, Sequence

from constructs.policies import Reference, Statement, policy_document
from constructs.resource_batch import BatchResource


def role(
    resource_id: str,
    *,
    service: str,
    description: str,
    policies: Sequence[Reference],
    only_if: Mapping[str, Mapping[str, str]] | None = None,
    accepted: Mapping[str, str] | None = None,
    asked: tuple[str, ...] = (),
) -> BatchResource:
    """Return a role.

    Args:
        resource_id: Its id.
        service: Who assumes it, as `backup.amazonaws.com`.
        description: What it is for.
        policies: Amazon Resource Names of managed policies.
        only_if: Conditions under which the service may assume it, by operator and key.
        accepted: Findings of cdk-nag that are accepted: by rule, the reason.
        asked: What is needed of it elsewhere.
    """
    assume: Statement = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sts:AssumeRole",
    }
    if only_if:
        assume["Condition"] = only_if
    return BatchResource(
        id=resource_id,
        type="AWS::IAM::Role",
        properties={
            "AssumeRolePolicyDocument": policy_document([assume]),
            "Description": description,
            "ManagedPolicyArns": policies,
        },
        accepted=accepted or {},
        asked=asked,
    )


def managed_policy(
    resource_id: str, statements: Iterable[Statement], *, accepted: Mapping[str, str]
) -> BatchResource:
    """Return a managed policy; security packs take no inline ones."""
    return BatchResource(
        id=resource_id,
        type="AWS::IAM::ManagedPolicy",
        properties={
            "Description": "",
            "Path": "/",
            "PolicyDocument": policy_document(statements),
        },
        accepted=accepted,
    )


def policy_of_aws(name: str) -> Reference:
    """Return the Amazon Resource Name of a managed policy of AWS."""
    return {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, f":iam::aws:policy/{name}"]]}
