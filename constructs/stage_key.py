"""A customer-managed key of one stack."""

from collections.abc import Iterable

from constructs import Construct
from constructs.environment import Environment
from constructs.policies import Statement, policy_document
from constructs.resource_batch import BatchResource, add_resources, attribute

_KEY = "Key/Resource"


def stage_key(
    scope: Construct,
    *,
    name: str,
    purpose: str,
    environment: Environment,
    statements: Iterable[Statement],
) -> str:
    """Add a symmetric key that is rotated each year, with an alias; return its ARN.

    Args:
        scope: Where it belongs.
        name: Name of the alias, without `alias/`.
        purpose: What it encrypts; the key's description.
        environment: Where it is.
        statements: Who may use it, beyond the account's own permissions.
    """
    key = BatchResource(
        id=_KEY,
        type="AWS::KMS::Key",
        properties={
            "Description": purpose,
            "EnableKeyRotation": True,
            "KeyPolicy": policy_document([administration(environment), *statements]),
        },
        retention=environment.retention,
        asked=("Arn",),
    )
    alias = BatchResource(
        id="Key/Alias/Resource",
        type="AWS::KMS::Alias",
        properties={"AliasName": f"alias/{name}", "TargetKeyId": attribute(_KEY, "Arn")},
    )
    return add_resources(scope, [key, alias])[f"{_KEY}.Arn"]


def administration(environment: Environment) -> Statement:
    """Return the statement without which nobody could ever change the key again.

    https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    """
    return {
        "Effect": "Allow",
        "Principal": {"AWS": environment.arn("iam", "root", region="")},
        "Action": "kms:*",
        "Resource": "*",
    }
