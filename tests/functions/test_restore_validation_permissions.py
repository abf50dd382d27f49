"""The validator of restore tests may do what it does, and nothing else."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import pytest
from constructs.environment import Environment
from constructs.policies import Statement
from constructs.restore_validation_permissions import validation_permissions

from tests.support.fake_clients import Call
from tests.support.restore_validations import (
    ACCOUNT,
    GOOD_TABLE,
    ORDERS,
    OTHER_TYPES,
    SECRET,
    SOURCE,
    Run,
    arn,
    event,
    validated,
)

HERE = Environment(account=ACCOUNT, region="us-east-1", retain=True)
PREFIXES = {"efs": "elasticfilesystem"}
ACTIONS = {
    "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
    "s3:HeadObject": "s3:GetObject",
    "s3:ListObjectsV2": "s3:ListBucket",
}
"""Operations that need an action of another name.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
"""
SOURCES = {"DynamoDB": [SOURCE], **{name: [given[0]] for name, given in OTHER_TYPES.items()}}
NOT_CALLED = {"secretsmanager:GetSecretValue": "the Data API gets it in the caller's name"}


def run_of(store_type: str) -> Run:
    """A validation of a restore that is good."""
    if store_type == "DynamoDB":
        return Run(event(ORDERS), GOOD_TABLE)
    return validated(store_type, {})


def action_of(call: Call) -> str:
    """The action that a request needs."""
    action = f"{PREFIXES.get(call.service, call.service)}:{call.operation}"
    return ACTIONS.get(action, action)


def resource_of(call: Call) -> str:
    """The Amazon Resource Name that a request is about."""
    asked = call.parameters
    named = {
        "TableName": ("dynamodb", "table/{}"),
        "DBClusterIdentifier": ("rds", "cluster:{}"),
        "DBInstanceIdentifier": ("rds", "db:{}"),
        "FileSystemId": ("elasticfilesystem", "file-system/{}"),
    }
    for parameter, (service, resource) in named.items():
        if parameter in asked:
            return arn(service, resource.format(asked[parameter]), call.region)
    if "Bucket" in asked:
        return "/".join(
            ["arn:aws:s3:::" + asked["Bucket"], *([asked["Key"]] if "Key" in asked else [])]
        )
    return str(asked.get("resourceArn", "*"))


def as_list(value: Any) -> list[str]:  # noqa: ANN401 - a text or a list of them
    """A part of a statement as a list."""
    return value if isinstance(value, list) else [value]


def allowed(statements: list[Statement], call: Call) -> bool:
    """Whether a statement lets a request through."""
    return any(
        action_of(call) in as_list(each["Action"])
        and any(fnmatchcase(resource_of(call), one) for one in as_list(each["Resource"]))
        for each in statements
    )


def actions(statements: list[Statement]) -> Iterator[str]:
    """All actions that are allowed."""
    for each in statements:
        yield from as_list(each["Action"])


@pytest.mark.parametrize("store_type", SOURCES)
def test_it_may_do_all_that_it_does_and_no_more(store_type: str) -> None:
    """With the statements of its type alone, every request passes, and no action is left over."""
    secrets = [SECRET] if store_type == "Aurora" else []
    sources = {store_type: SOURCES[store_type]}
    statements = list(validation_permissions(sources, environment=HERE, secrets=secrets))
    calls = run_of(store_type).clients.calls

    assert [action_of(call) for call in calls if not allowed(statements, call)] == []
    needed = {action_of(call) for call in calls}
    # What is a DB cluster with two standbys is of the type RDS, too.
    also = {"rds:DescribeDBClusters"} if store_type == "RDS" else set()
    assert set(actions(statements)) == needed | also | (set(NOT_CALLED) if secrets else set())


def test_it_may_change_nothing_but_its_report_and_its_metrics() -> None:
    """No statement lets it delete, tag, restore or write data, nor read any that customers have."""
    statements = list(
        validation_permissions(SOURCES, environment=HERE, secrets=[SECRET], keys=["arn:key"])
    )

    verbs = {each.partition(":")[2] for each in actions(statements)}
    changing = {each for each in verbs if not each.startswith(("Describe", "Get", "List"))}
    assert changing == {
        "PutMetricData", "PutRestoreValidationResult", "Scan", "ExecuteStatement", "Decrypt"
    }  # fmt: skip
    for each in statements:
        reading = {"dynamodb:Scan", "dynamodb:GetItem", "rds-data:ExecuteStatement", "s3:GetObject"}
        if reading & set(as_list(each["Action"])):
            assert all("awsbackup-restore-test-" in one for one in as_list(each["Resource"]))


def test_keys_are_used_through_services_alone() -> None:
    """A key of the customer's decrypts what a service gives out, and nothing by itself."""
    *_, statement = validation_permissions({}, environment=HERE, keys=["arn:key"])

    assert statement["Resource"] == ["arn:key"]
    assert statement["Condition"]["StringEquals"]["kms:ViaService"] == [
        "dynamodb.us-east-1.amazonaws.com",
        "s3.us-east-1.amazonaws.com",
        "secretsmanager.us-east-1.amazonaws.com",
    ]
