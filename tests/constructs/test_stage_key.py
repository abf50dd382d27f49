from dataclasses import replace

import aws_cdk as cdk
import pytest
from constructs.stage_key import stage_key

from tests.support.templates import ENVIRONMENT, properties_of, resources_of, template_of

STATEMENT = {
    "Sid": "LogsMayEncrypt",
    "Effect": "Allow",
    "Principal": {"Service": "logs.us-east-1.amazonaws.com"},
    "Action": "kms:Encrypt*",
    "Resource": "*",
}


@pytest.mark.parametrize(("retain", "policy"), [(True, "RetainExceptOnCreate"), (False, "Delete")])
def test_key(*, retain: bool, policy: str) -> None:
    """A key is rotated, has an alias, and outlives its stack where the stage wants it."""

    def build(stack: cdk.Stack) -> None:
        stage_key(
            stack,
            name="shop-logs",
            purpose="Logs.",
            environment=replace(ENVIRONMENT, retain=retain),
            statements=[STATEMENT],
        )

    template = template_of(build)
    (key,) = resources_of(template, "AWS::KMS::Key")
    (alias,) = properties_of(template, "AWS::KMS::Alias")

    assert key["DeletionPolicy"] == policy
    assert key["Properties"]["EnableKeyRotation"] is True
    assert "KeySpec" not in key["Properties"]
    assert key["Properties"]["KeyPolicy"]["Statement"][1] == STATEMENT
    assert alias["AliasName"] == "alias/shop-logs"
