"""The shop, deployed into the embedded AWS by the real CDK command line, and read back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from local import cdk, fake_parameters
from local.application_logs import create_log_groups
from local.endpoint import HOME_REGION, Endpoint
from local.paged_queues import create_queues
from tests.own.system import PLANS, VIEWPOINT_FILE
from tests.support.emulator import running_emulator
from tocsin.plan import SEVERITIES, AlarmSpec, Plan, describe, describe_composite

pytestmark = [pytest.mark.emulator, pytest.mark.slow]

RECOVERY_REGION = "us-west-2"
STAGE = "local"

_FAILED_BACKUP = {
    "version": "0",
    "id": "710b0398-d48e-f3c3-afca-cfeb2fdaa656",
    "detail-type": "Backup Job State Change",
    "source": "aws.backup",
    "account": "000000000000",
    "time": "2026-03-14T03:12:00Z",
    "resources": [],
    "detail": {
        "backupJobId": "34176239-e96d-4e1d-9fad-529dbb3c3556",
        "backupVaultName": "VAULT",
        "resourceArn": "arn:aws:dynamodb:us-east-1:000000000000:table/shop-local-orders",
        "resourceType": "DynamoDB",
        "state": "FAILED",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """The shop in an emulator of its own."""

    endpoint: Endpoint
    assembly: Path
    plan: Plan

    def stacks(self, region: str) -> set[str]:
        """Names of the shop's stacks that exist in *region*."""
        client = self.endpoint.client("cloudformation", region)
        return {
            stack["StackName"]
            for stack in client.describe_stacks()["Stacks"]
            if stack["StackStatus"] != "DELETE_COMPLETE" and stack["StackName"].startswith("shop-")
        }

    def alarms(self) -> dict[str, dict[str, Any]]:
        """Every alarm of both regions by name."""
        clients = [
            self.endpoint.client("cloudwatch", region) for region in (HOME_REGION, RECOVERY_REGION)
        ]
        pages = [
            page
            for client in clients
            for page in client.get_paginator("describe_alarms").paginate()
        ]
        alarms = [alarm for page in pages for alarm in page["MetricAlarms"]]
        return {each["AlarmName"]: each for each in alarms if each["AlarmName"] != PULSE}


PULSE = "shop-local-pulse"
"""The alarm that begins and ends all the time, and is in no plan of alarms."""

OF_THE_APPLICATION = "/aws/lambda/shop-local-receipts"
"""The log group that AWS Lambda would have made."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """The shop's local stage, bootstrapped and deployed."""
    assembly = tmp_path_factory.mktemp("assembly")
    with running_emulator() as endpoint:
        cdk.synthesize(endpoint, context={"stage": STAGE}, output=assembly)
        cdk.bootstrap(endpoint)
        fake_parameters.put_parameters(endpoint, assembly, {})
        create_queues(endpoint, assembly)
        create_log_groups(endpoint, assembly)
        cdk.deploy(endpoint, assembly)
        yield Deployed(endpoint=endpoint, assembly=assembly, plan=PLANS[STAGE])


def test_stacks_exist_in_both_regions(shop: Deployed) -> None:
    """Every stack of the assembly is deployed; the recovery region has alarms of its own."""
    assert {"shop-local-alerting", "shop-local-monitoring-checkout", "shop-local-backup"} <= (
        shop.stacks(HOME_REGION)
    )
    assert shop.stacks(RECOVERY_REGION) == {
        "shop-local-pulse-us-west-2",
        "shop-local-recovery",
        "shop-local-alerting-us-west-2",
        "shop-local-incidents-us-west-2",
        "shop-local-monitoring-backups-us-west-2",
        "shop-local-monitoring-paging-us-west-2",
    }


def test_every_alarm_is_what_the_plan_says(shop: Deployed) -> None:
    """Thresholds, periods, datapoints, missing data and text arrive unchanged."""
    expected = {alarm.name: _facts(alarm) for alarm in shop.plan.alarms}

    assert expected == {
        name: (
            alarm["Threshold"],
            alarm["ComparisonOperator"],
            alarm["EvaluationPeriods"],
            alarm["DatapointsToAlarm"],
            alarm["TreatMissingData"],
            alarm["AlarmDescription"],
        )
        for name, alarm in shop.alarms().items()
    }


def _facts(alarm: AlarmSpec) -> tuple[object, ...]:
    return (
        alarm.threshold,
        alarm.comparison,
        alarm.evaluation_periods,
        alarm.datapoints_to_alarm,
        alarm.treat_missing_data,
        describe(alarm),
    )


def test_alarms_notify_the_topic_of_their_severity(shop: Deployed) -> None:
    """Going to ALARM and back to OK both notify exactly the topic of the alarm's severity.

    But where a composite alarm pages: in this stage nobody else would be told of the symptoms. And
    what is on the way of pages itself tells everybody when it fires.
    """
    alarms = shop.alarms()
    for spec in shop.plan.alarms:
        topics = f"arn:aws:sns:{spec.region}:{shop.plan.account}:shop-local"
        expected = [f"{topics}-{spec.severity}"] if spec.paged_by is None else []
        if spec.tells_everybody:
            expected = [f"{topics}-fallback"]
        assert alarms[spec.name]["AlarmActions"] == expected, spec.name
        ends = [] if spec.tells_everybody else expected
        assert alarms[spec.name]["OKActions"] == ends, spec.name


def test_services_page_by_composite_alarms(shop: Deployed) -> None:
    """Rule, suppressor and text of each arrive unchanged, and it notifies its severity's topic."""
    answer = shop.endpoint.client("cloudwatch", HOME_REGION).describe_alarms(
        AlarmTypes=["CompositeAlarm"]
    )
    deployed = {each["AlarmName"]: each for each in answer["CompositeAlarms"]}
    topics = f"arn:aws:sns:{HOME_REGION}:{shop.plan.account}:shop-local"

    assert set(deployed) == {each.name for each in shop.plan.composites}
    for spec in shop.plan.composites:
        found = deployed[spec.name]
        assert found["AlarmRule"] == spec.rule
        assert found["AlarmDescription"] == describe_composite(spec)
        assert found["AlarmActions"] == found["OKActions"] == [f"{topics}-{spec.severity}"]
        wanted = None if spec.suppressor is None else spec.suppressor.alarm
        assert found.get("ActionsSuppressor") == wanted


def test_parameters_become_the_values_of_dimensions(shop: Deployed) -> None:
    """A dimension given as ssm:/path carries the parameter's value after the deployment."""
    (value,) = _load_balancers(shop)

    assert value.startswith("app/")


def _load_balancers(shop: Deployed) -> set[str]:
    return {
        dimension["Value"]
        for alarm in shop.alarms().values()
        for dimension in alarm.get("Dimensions", [])
        if dimension["Name"] == "LoadBalancer"
    }


def test_parameters_are_read_again(shop: Deployed) -> None:
    """A load balancer that was replaced is watched after the next deployment of the same app."""
    replaced = {"/shop/local/load-balancer": "app/shop-replaced/0123456789abcdef"}
    fake_parameters.put_parameters(shop.endpoint, shop.assembly, replaced)
    cdk.deploy(shop.endpoint, shop.assembly)

    assert _load_balancers(shop) == set(replaced.values())


def test_topics_reach_the_inbox_and_keep_what_they_cannot_deliver(shop: Deployed) -> None:
    """Each topic has its subscription, and each subscription its dead-letter queue."""
    for region, severity in product((HOME_REGION, RECOVERY_REGION), SEVERITIES):
        client = shop.endpoint.client("sns", region)
        topic = f"arn:aws:sns:{region}:{shop.plan.account}:shop-local-{severity}"
        (subscription,) = (
            each
            for each in client.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
            if not each["Endpoint"].endswith(":shop-local-incidents")
        )
        attributes = client.get_subscription_attributes(
            SubscriptionArn=subscription["SubscriptionArn"]
        )["Attributes"]

        assert subscription["Protocol"] == "sqs"
        assert subscription["Endpoint"].endswith(f":{HOME_REGION}:000000000000:shop-local-inbox")
        assert f"shop-local-{severity}-undelivered" in attributes["RedrivePolicy"]


def test_backups_are_copied_to_the_other_region(shop: Deployed) -> None:
    """Plans, rules and vaults exist in both regions, and the daily rule copies between them."""
    home = shop.endpoint.client("backup")
    recovery = shop.endpoint.client("backup", RECOVERY_REGION)
    plans = {
        plan["BackupPlanName"]: home.get_backup_plan(BackupPlanId=plan["BackupPlanId"])[
            "BackupPlan"
        ]
        for plan in home.list_backup_plans()["BackupPlansList"]
    }

    assert _vaults(home) == {"shop-local"}
    assert _vaults(recovery) == {"shop-local-recovery"}
    (daily,) = plans["shop-local-daily"]["Rules"]
    assert daily["Lifecycle"]["DeleteAfterDays"] == 30
    (copy,) = daily["CopyActions"]
    assert copy["DestinationBackupVaultArn"].endswith(
        f":{RECOVERY_REGION}:{shop.plan.account}:backup-vault:shop-local-recovery"
    )


def test_selections_name_what_they_protect(shop: Deployed) -> None:
    """No selection is empty: AWS Backup would take it for everything."""
    client = shop.endpoint.client("backup")
    for plan in client.list_backup_plans()["BackupPlansList"]:
        identity = plan["BackupPlanId"]
        (selection,) = client.list_backup_selections(BackupPlanId=identity)["BackupSelectionsList"]
        chosen = client.get_backup_selection(
            BackupPlanId=identity, SelectionId=selection["SelectionId"]
        )

        assert chosen["BackupSelection"]["Resources"]


@pytest.mark.parametrize("region", [HOME_REGION, RECOVERY_REGION])
def test_failed_backups_are_told(shop: Deployed, region: str) -> None:
    """A rule of the region lets the event of a failed job through, to the topic for warnings."""
    vault = "shop-local" if region == HOME_REGION else "shop-local-recovery"
    client = shop.endpoint.client("events", region)
    event = {**_FAILED_BACKUP, "region": region}
    rules = [
        rule["Name"]
        for rule in client.list_rules()["Rules"]
        if "EventPattern" in rule
        and client.test_event_pattern(
            EventPattern=rule["EventPattern"], Event=json.dumps(event).replace("VAULT", vault)
        )["Result"]
    ]

    (rule,) = rules
    (target,) = client.list_targets_by_rule(Rule=rule)["Targets"]
    assert target["Arn"] == f"arn:aws:sns:{region}:{shop.plan.account}:shop-local-warning"
    assert json.loads(target["InputTransformer"]["InputTemplate"])["source"] == "custom"


def _vaults(client: Any) -> set[str]:  # noqa: ANN401 - a boto3 client
    return {vault["BackupVaultName"] for vault in client.list_backup_vaults()["BackupVaultList"]}


def test_a_changed_threshold_is_deployed_and_then_all_is_destroyed(
    shop: Deployed, tmp_path: Path
) -> None:
    """A change of the viewpoint reaches the alarm; destroying the stacks leaves nothing of ours.

    The log group of the application, which was only counted and asked, stays.

    It stands last in the file, because it takes away what the other tests look at.
    """
    name = "shop-local-checkout-payments-fail"
    changed = tmp_path / "viewpoint.yaml"
    changed.write_text(
        VIEWPOINT_FILE.read_text().replace('when: "> 5 for 3 of 3"', 'when: "> 7 for 2 of 3"')
    )
    assembly = cdk.synthesize(
        shop.endpoint,
        context={"stage": STAGE, "viewpoint": str(changed)},
        output=tmp_path / "assembly",
    )

    cdk.deploy(shop.endpoint, assembly)

    alarm = shop.alarms()[name]
    assert (alarm["Threshold"], alarm["DatapointsToAlarm"]) == (7, 2)
    assert len(shop.alarms()) == len(shop.plan.alarms)

    cdk.destroy(shop.endpoint, assembly)

    assert shop.stacks(HOME_REGION) | shop.stacks(RECOVERY_REGION) == set()
    assert shop.alarms() == {}
    assert _left_behind(shop.endpoint) == [OF_THE_APPLICATION]


def _left_behind(endpoint: Endpoint) -> list[str]:
    """What is still there that the stacks made."""
    left: list[str] = []
    for region in (HOME_REGION, RECOVERY_REGION):
        topics = endpoint.client("sns", region).list_topics()["Topics"]
        queues = endpoint.client("sqs", region).list_queues().get("QueueUrls", [])
        groups = endpoint.client("logs", region).describe_log_groups()["logGroups"]
        rules = endpoint.client("events", region).list_rules()["Rules"]
        left += (topic["TopicArn"] for topic in topics)
        left += (url for url in queues if not url.endswith("shop-local-inbox"))
        left += (group["logGroupName"] for group in groups if "shop" in group["logGroupName"])
        left += (rule["Name"] for rule in rules)
        left += _vaults(endpoint.client("backup", region))
    return left
