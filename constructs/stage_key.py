"""A customer-managed key of one stack."""

from collections.abc import Iterable

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from constructs import Construct
from constructs.environment import Place
from constructs.policy_document import policy_document
from constructs.publishers import Statement


def stage_key(
    scope: Construct,
    *,
    name: str,
    purpose: str,
    place: Place,
    retain: bool,
    statements: Iterable[Statement],
) -> kms.Key:
    """Return a symmetric key that is rotated each year, with an alias.

    Args:
        scope: Where it belongs.
        name: Name of the alias, without `alias/`.
        purpose: What it encrypts; the key's description.
        place: Where it is.
        retain: Whether it outlives its stack.
        statements: Who may use it, beyond the account's own permissions.
    """
    return kms.Key(
        scope,
        "Key",
        alias=name,
        description=purpose,
        enable_key_rotation=True,
        removal_policy=removal(retain=retain),
        policy=policy_document([_administration(place), *statements]),
    )


def _administration(place: Place) -> Statement:
    """Return the statement without which nobody could ever change the key again.

    https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    """
    return {
        "Effect": "Allow",
        "Principal": {"AWS": place.arn("iam", "root", region="")},
        "Action": "kms:*",
        "Resource": "*",
    }


def removal(*, retain: bool) -> cdk.RemovalPolicy:
    """Return what becomes of a resource whose stack is deleted.

    What is retained is still deleted when its creation is rolled back, because a leftover with the
    same name would make each later try fail.
    """
    if retain:
        return cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
    return cdk.RemovalPolicy.DESTROY
