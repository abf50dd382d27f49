"""CloudFormation types of a real emulator process: emulated, stubs, or refused."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.endpoint import Endpoint
from local.overlay.stub_types import STUB_TYPES
from tests.support.emulator import delete_stack, deploy_template

pytestmark = pytest.mark.emulator

ALLOW = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}],
}


def stub_types(emulator: Endpoint, stack: str) -> dict[str, str]:
    """The stub types of a stack by logical id."""
    found = [one for one in emulator.stub_resources() if one["stack"] == stack]
    return {one["logical_id"]: one["type"] for one in found}


def test_stub_types_deploy_and_are_registered_until_they_are_deleted(
    emulator: Endpoint,
) -> None:
    """Every stub type is in the registry from its creation to its deletion."""
    types = {f"R{index}": name for index, name in enumerate(sorted(STUB_TYPES))}
    resources = {logical_id: {"Type": name, "Properties": {}} for logical_id, name in types.items()}
    deploy_template(emulator, "stubs", resources)
    assert stub_types(emulator, "stubs") == types
    remaining = dict(list(resources.items())[:2])
    deploy_template(emulator, "stubs", remaining)
    assert set(stub_types(emulator, "stubs")) == set(remaining)
    delete_stack(emulator, "stubs")
    assert stub_types(emulator, "stubs") == {}


def test_references_to_stub_resources_have_the_form_of_aws(emulator: Endpoint) -> None:
    """Ref and Fn::GetAtt of a stub resource give what CloudFormation documents."""
    resources = {
        "Group": {"Type": "AWS::XRay::Group", "Properties": {"GroupName": "shop"}},
        "Rule": {
            "Type": "AWS::XRay::SamplingRule",
            "Properties": {"SamplingRule": {"RuleName": "errors"}},
        },
        "Test": {
            "Type": "AWS::Backup::RestoreTestingPlan",
            "Properties": {"RestoreTestingPlanName": "weekly"},
        },
    }
    outputs = {
        "Group": {"Fn::GetAtt": ["Group", "GroupARN"]},
        "Rule": {"Ref": "Rule"},
        "Test": {"Ref": "Test"},
    }
    arn = "arn:aws:xray:us-east-1:000000000000"
    assert deploy_template(emulator, "references", resources, outputs=outputs) == {
        "Group": f"{arn}:group/shop",
        "Rule": f"{arn}:sampling-rule/errors",
        "Test": "weekly",
    }


def test_a_renamed_stub_resource_is_in_the_registry_once(emulator: Endpoint) -> None:
    """An update that renames a stub resource leaves nothing of the old name."""
    for name in ("before", "after"):
        group = {"Type": "AWS::XRay::Group", "Properties": {"GroupName": name}}
        deploy_template(emulator, "renamed", {"Group": group})
    found = [one["physical_id"] for one in emulator.stub_resources() if one["stack"] == "renamed"]
    assert [arn.rpartition("/")[2] for arn in found] == ["after"]


def test_what_is_taken_and_not_done_of_logs_is_registered(emulator: Endpoint) -> None:
    """Nothing is masked and nothing goes to Firehose; it is said so as long as it is asked for."""
    group: dict[str, Any] = {
        "Type": "AWS::Logs::LogGroup",
        "Properties": {"LogGroupName": "/undone", "DataProtectionPolicy": {"Name": "masked"}},
    }
    subscription = {
        "Type": "AWS::Logs::SubscriptionFilter",
        "Properties": {
            "FilterName": "archive",
            "FilterPattern": "",
            "LogGroupName": {"Ref": "Group"},
            "DestinationArn": "arn:aws:firehose:us-east-1:000000000000:deliverystream/logs",
        },
    }
    deploy_template(emulator, "undone", {"Group": group, "Subscription": subscription})
    assert stub_types(emulator, "undone") == {
        "Group": "AWS::Logs::LogGroup (data protection policy)",
        "Subscription": "AWS::Logs::SubscriptionFilter (to Amazon Data Firehose)",
    }
    del group["Properties"]["DataProtectionPolicy"]
    deploy_template(emulator, "undone", {"Group": group})
    assert stub_types(emulator, "undone") == {}
    delete_stack(emulator, "undone")


def test_an_unknown_type_is_refused(emulator: Endpoint) -> None:
    """A type that is neither emulated nor a stub fails the whole stack."""
    with pytest.raises(ClientError, match=r"Unrecognized resource types: \[AWS::Shop::Till\]"):
        deploy_template(emulator, "unknown", {"Till": {"Type": "AWS::Shop::Till"}})


def test_metric_math_and_dynamic_references_in_a_template(emulator: Endpoint) -> None:
    """An alarm on metric math is read back with the values of its SSM parameters."""
    emulator.client("ssm").put_parameter(Name="/math/lb", Value="app/shop/1", Type="String")
    resources = {"Alarm": math_alarm(threshold=5)}
    deploy_template(emulator, "template-math", resources)
    deploy_template(emulator, "template-math", {"Alarm": math_alarm(threshold=7)})
    answer = emulator.client("cloudwatch").describe_alarms(AlarmNames=["template-math"])
    alarm = answer["MetricAlarms"][0]
    metric = alarm["Metrics"][1]["MetricStat"]["Metric"]
    assert metric["Dimensions"] == [{"Name": "LoadBalancer", "Value": "app/shop/1"}]
    assert alarm["Threshold"] == 7
    assert "Namespace" not in alarm


def math_alarm(threshold: float) -> dict[str, Any]:
    """An alarm on metric math as a template has it."""
    metric = {
        "Namespace": "AWS/ApplicationELB",
        "MetricName": "RequestCount",
        "Dimensions": [{"Name": "LoadBalancer", "Value": "{{resolve:ssm:/math/lb}}"}],
    }
    stat = {"Metric": metric, "Period": 60, "Stat": "Sum"}
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmName": "template-math",
            "EvaluationPeriods": 1,
            "Threshold": threshold,
            "ComparisonOperator": "GreaterThanThreshold",
            "Metrics": [
                {"Id": "e", "Expression": "FILL(m, 0)"},
                {"Id": "m", "MetricStat": stat, "ReturnData": False},
            ],
        },
    }


def test_a_backup_plan_with_its_selection_and_protected_vault(emulator: Endpoint) -> None:
    """A vault's protection and a plan's selection are read back as the template has them."""
    resources = {
        "Topic": {"Type": "AWS::SNS::Topic"},
        "Vault": {
            "Type": "AWS::Backup::BackupVault",
            "Properties": {
                "BackupVaultName": "kept",
                "AccessPolicy": ALLOW,
                "LockConfiguration": {"MinRetentionDays": 7, "MaxRetentionDays": 30},
                "Notifications": {
                    "BackupVaultEvents": ["BACKUP_JOB_FAILED"],
                    "SNSTopicArn": {"Ref": "Topic"},
                },
            },
        },
        "Plan": {
            "Type": "AWS::Backup::BackupPlan",
            "Properties": {
                "BackupPlan": {
                    "BackupPlanName": "daily",
                    "BackupPlanRule": [
                        {"RuleName": "daily", "TargetBackupVault": {"Ref": "Vault"}}
                    ],
                }
            },
        },
        "Selection": {
            "Type": "AWS::Backup::BackupSelection",
            "Properties": {
                "BackupPlanId": {"Ref": "Plan"},
                "BackupSelection": {
                    "SelectionName": "orders",
                    "IamRoleArn": "arn:aws:iam::000000000000:role/backup",
                    "Resources": ["arn:aws:dynamodb:*:*:table/shop-orders"],
                },
            },
        },
    }
    outputs = {"Plan": {"Ref": "Plan"}, "Topic": {"Ref": "Topic"}}
    parts = deploy_template(emulator, "backup", resources, outputs=outputs)
    backup = emulator.client("backup")
    selections = backup.list_backup_selections(BackupPlanId=parts["Plan"])["BackupSelectionsList"]
    chosen = backup.get_backup_selection(
        BackupPlanId=parts["Plan"], SelectionId=selections[0]["SelectionId"]
    )["BackupSelection"]
    assert chosen["Resources"] == ["arn:aws:dynamodb:*:*:table/shop-orders"]
    vault = backup.describe_backup_vault(BackupVaultName="kept")
    assert (vault["Locked"], vault["MinRetentionDays"], vault["MaxRetentionDays"]) == (True, 7, 30)
    told = backup.get_backup_vault_notifications(BackupVaultName="kept")
    assert told["SNSTopicArn"] == parts["Topic"]
    assert "Principal" in backup.get_backup_vault_access_policy(BackupVaultName="kept")["Policy"]
    delete_stack(emulator, "backup")
    assert backup.list_backup_vaults()["BackupVaultList"] == []


def test_the_encryption_of_a_topic_can_be_read_back(emulator: Endpoint) -> None:
    """A topic keeps its key and its delivery logging, and loses them when the template does."""
    logging = [{"Protocol": "sqs", "FailureFeedbackRoleArn": "arn:aws:iam::000000000000:role/log"}]
    topic: dict[str, Any] = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "secret"}}
    topic["Properties"].update(KmsMasterKeyId="alias/shop", DeliveryStatusLogging=logging)
    outputs = {"Topic": {"Ref": "Topic"}}
    arn = deploy_template(emulator, "secret", {"Topic": topic}, outputs=outputs)["Topic"]
    sns = emulator.client("sns")
    attributes = sns.get_topic_attributes(TopicArn=arn)["Attributes"]
    assert attributes["KmsMasterKeyId"] == "alias/shop"
    assert attributes["SQSFailureFeedbackRoleArn"].endswith(":role/log")
    del topic["Properties"]["KmsMasterKeyId"]
    deploy_template(emulator, "secret", {"Topic": topic}, outputs=outputs)
    assert "KmsMasterKeyId" not in sns.get_topic_attributes(TopicArn=arn)["Attributes"]
