from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.cloud_assembly import StackDraft, cloud_assembly
from tests.support.fake_account import Answer
from tests.support.preflight import problems, seen, stack
from tocsin.preflight.checks.names import NAMED_TYPES, taken_names

ARN = "arn:aws:sns:eu-west-1:111122223333:shop-prod-critical"

EXISTING: dict[str, tuple[dict[str, Any], str, dict[str, Any], str]] = {
    "AWS::Backup::BackupVault": (
        {"BackupVaultName": "shop-prod"},
        "backup.list_backup_vaults",
        {"BackupVaultList": [{"BackupVaultName": "shop-prod", "BackupVaultArn": "arn"}]},
        "shop-prod",
    ),
    "AWS::CloudWatch::Alarm": (
        {"AlarmName": "shop-prod-checkout-orders"},
        "cloudwatch.describe_alarms",
        {"CompositeAlarms": [{"AlarmName": "shop-prod-checkout-orders", "AlarmArn": "arn"}]},
        "shop-prod-checkout-orders",
    ),
    "AWS::CloudWatch::Dashboard": (
        {"DashboardName": "shop-prod", "DashboardBody": "{}"},
        "cloudwatch.list_dashboards",
        {"DashboardEntries": [{"DashboardName": "shop-prod", "DashboardArn": "arn"}]},
        "shop-prod",
    ),
    "AWS::KMS::Alias": (
        {"AliasName": "alias/shop-prod-alerting", "TargetKeyId": "key"},
        "kms.list_aliases",
        {
            "Aliases": [
                {"AliasName": "alias/shop-prod-alerting", "AliasArn": "arn:aws:kms:::alias/shop"}
            ]
        },
        "alias/shop-prod-alerting",
    ),
    "AWS::Logs::LogGroup": (
        {"LogGroupName": "/shop/prod"},
        "logs.describe_log_groups",
        {"logGroups": [{"logGroupName": "/shop/prod", "arn": "arn"}]},
        "/shop/prod",
    ),
    "AWS::SNS::Topic": (
        {"TopicName": "shop-prod-critical"},
        "sns.list_topics",
        {"Topics": [{"TopicArn": ARN}]},
        ARN,
    ),
    "AWS::SQS::Queue": (
        {"QueueName": "shop-prod-critical-undelivered"},
        "sqs.list_queues",
        {"QueueUrls": ["https://sqs.eu-west-1.amazonaws.com/1/shop-prod-critical-undelivered"]},
        "https://sqs.eu-west-1.amazonaws.com/1/shop-prod-critical-undelivered",
    ),
    "AWS::XRay::Group": (
        {"GroupName": "shop-prod-faults"},
        "xray.get_groups",
        {"Groups": [{"GroupName": "shop-prod-faults", "GroupARN": "arn:group/shop/ABC"}]},
        "arn:group/shop/ABC",
    ),
    "AWS::XRay::SamplingRule": (
        {"SamplingRule": {"RuleName": "shop-prod-orders"}},
        "xray.get_sampling_rules",
        {
            "SamplingRuleRecords": [
                {
                    "SamplingRule": {
                        "RuleName": "shop-prod-orders",
                        "RuleARN": "arn:aws:xray:::sampling-rule/shop-prod-orders",
                        "ResourceARN": "*",
                        "Priority": 1,
                        "FixedRate": 0.1,
                        "ReservoirSize": 1,
                        "ServiceName": "*",
                        "ServiceType": "*",
                        "Host": "*",
                        "HTTPMethod": "*",
                        "URLPath": "*",
                        "Version": 1,
                    }
                }
            ]
        },
        "arn:aws:xray:::sampling-rule/shop-prod-orders",
    ),
}
"""By type: properties of a resource, the operation that lists such, its answer, the physical id."""


def _deployed(physical_id: str) -> dict[str, Answer]:
    resource = {
        "LogicalResourceId": "Thing",
        "PhysicalResourceId": physical_id,
        "ResourceType": "AWS::Some::Thing",
        "LastUpdatedTimestamp": datetime(2026, 1, 5, tzinfo=UTC),
        "ResourceStatus": "CREATE_COMPLETE",
    }
    return {
        "cloudformation.describe_stacks": {"Stacks": [stack("shop-prod-things")]},
        "cloudformation.list_stack_resources": {"StackResourceSummaries": [resource]},
    }


def test_every_type_has_a_case() -> None:
    """A type that is added is tested too."""
    assert set(EXISTING) == set(NAMED_TYPES)


@pytest.mark.parametrize("kind", NAMED_TYPES)
def test_a_name_that_something_else_has(kind: str) -> None:
    """What exists outside of our stacks is told; what is ours, or in another Region, is not."""
    properties, operation, answer, physical_id = EXISTING[kind]
    draft = StackDraft(
        resources={"Thing": {"Type": kind, "Properties": properties}}, region="eu-west-1"
    )
    assembly = cloud_assembly(**{"shop-prod-things": draft})

    def find(answers: dict[str, Answer], region: str = "eu-west-1") -> list[str]:
        return seen(
            problems(
                lambda deployment, asked: taken_names(deployment, asked, kind),
                answers,
                region=region,
                assembly=assembly,
            )
        )

    (found,) = find({operation: answer})
    assert found.startswith(f"name-taken {kind} ")
    assert find({operation: answer} | _deployed(physical_id)) == []
    assert find({operation: answer}, region="eu-central-1") == []
    assert find({}) == []


def test_a_stack_of_another_stage_is_not_ours() -> None:
    """Staging has the topic, so production cannot have it."""
    properties, operation, answer, physical_id = EXISTING["AWS::SNS::Topic"]
    draft = StackDraft(
        resources={"Thing": {"Type": "AWS::SNS::Topic", "Properties": properties}},
        region="eu-west-1",
    )
    others = {"cloudformation.describe_stacks": {"Stacks": [stack("things", stage="staging")]}}

    found = problems(
        lambda deployment, asked: taken_names(deployment, asked, "AWS::SNS::Topic"),
        {operation: answer} | _deployed(physical_id) | others,
        assembly=cloud_assembly(**{"shop-prod-things": draft}),
    )

    assert seen(found) == ["name-taken AWS::SNS::Topic shop-prod-critical"]
