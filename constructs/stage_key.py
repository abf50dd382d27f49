"""A customer-managed key of one stack."""

from collections.abc import Iterable

from aws_cdk import aws_kms as kms
from constructs import Construct
from constructs.environment import Environment
from constructs.policies import Statement, policy_document


def stage_key(
    scope: Construct,
    *,
    name: str,
    purpose: str,
    environment: Environment,
    statements: Iterable[Statement],
) -> kms.Key:
    """Return a symmetric key that is rotated each year, with an alias.

    Args:
        scope: Where it belongs.
        name: Name of the alias, without `alias/`.
        purpose: What it encrypts; the key's description.
        environment: Where it is.
        statements: Who may use it, beyond the account's own permissions.
    """
    return kms.Key(
        scope,
        "Key",
        alias=name,
        description=purpose,
        enable_key_rotation=True,
        removal_policy=environment.removal_policy,
        policy=policy_document([_administration(environment), *statements]),
    )


def _administration(environment: Environment) -> Statement:
    """Return the statement without which nobody could ever change the key again.

    https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    """
    return {
        "Effect": "Allow",
        "Principal": {"AWS": environment.arn("iam", "root", region="")},
        "Action": "kms:*",
        "Resource": "*",
    }
