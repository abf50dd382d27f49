"""What becomes of a resource whose stack is deleted."""

import aws_cdk as cdk


def removal_policy(*, retain: bool) -> cdk.RemovalPolicy:
    """Return the policy of a resource that outlives its stack if *retain* is true.

    What is retained is still deleted when its creation is rolled back, because a leftover with the
    same name would make each later try fail.
    """
    if retain:
        return cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
    return cdk.RemovalPolicy.DESTROY
