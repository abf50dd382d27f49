"""A whole policy at once."""

from collections.abc import Iterable
from typing import Any

from aws_cdk import aws_iam as iam

Statement = dict[str, Any]
"""A statement of a policy, as it stands in its JSON."""


def policy_document(statements: Iterable[Statement]) -> iam.PolicyDocument:
    """Return the policy with *statements*.

    This is one call across jsii; adding a statement to a resource's policy takes four.
    """
    return iam.PolicyDocument.from_json({"Version": "2012-10-17", "Statement": list(statements)})
