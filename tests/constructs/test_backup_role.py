import json

import aws_cdk as cdk
import pytest
from constructs.backup_role import backup_role

from tests.support.templates import properties_of, template_of

TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/orders"
BUCKET = "arn:aws:s3:::shop-pictures"


@pytest.mark.parametrize(
    ("arns", "policies"),
    [
        ([TABLE], ["ForBackup", "ForRestores"]),
        (
            [TABLE, "{{resolve:ssm:/arn}}"],
            ["ForBackup", "ForRestores", "ForS3Backup", "ForS3Restore"],
        ),
        ([TABLE, BUCKET], ["ForBackup", "ForRestores", "ForS3Backup", "ForS3Restore"]),
    ],
)
def test_policies(arns: list[str], policies: list[str]) -> None:
    """The role backs up and restores, and buckets need policies of their own."""

    def build(stack: cdk.Stack) -> None:
        backup_role(stack, arns)

    (role,) = properties_of(template_of(build), "AWS::IAM::Role")
    text = [json.dumps(each) for each in role["ManagedPolicyArns"]]

    assert len(text) == len(policies)
    assert all(
        f"AWSBackupServiceRolePolicy{name}" in each
        for each, name in zip(text, policies, strict=True)
    )
    assert role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] == {
        "Service": "backup.amazonaws.com"
    }
