"""A whole policy at once."""

from collections.abc import Iterable

from aws_cdk import aws_iam as iam
from constructs.publishers import Statement


def policy_document(statements: Iterable[Statement]) -> iam.PolicyDocument:
    """Return the policy with *statements*.

    This is one call across jsii; adding a statement to a resource's policy takes four.
    """
    return iam.PolicyDocument.from_json({"Version": "2012-10-17", "Statement": list(statements)})
