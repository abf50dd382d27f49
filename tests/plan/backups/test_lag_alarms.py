"""The alarms on replicas: which metric, where, and from when on."""

import pytest

from tests.support.viewpoints import changed, planned
from tocsin.plan import AlarmSpec
from tocsin.plan.backups.lag_metric import LAG_KINDS
from tocsin.recovery import MECHANISMS, read_recovery_document

ORDERS = "orders: {resource: checkout/orders"
CLAIM = "objectives: {region: {rpo: 1m}}"


def lag_alarm(mechanism: str, what: str = ORDERS) -> AlarmSpec | None:
    """Return the alarm on the lag of a mechanism, if there is one."""
    plan = planned(changed((ORDERS, f"{what}, {CLAIM}, mechanisms: {{{mechanism}}}")))
    found = [each for each in plan.alarms if each.id.endswith("-behind")]
    return found[0] if found else None


def test_data_of_two_regions_watch_each_other() -> None:
    """Without a recovery Region, too: validation rests on these alarms."""
    two = ("region: eu-west-1, recovery_region: eu-central-1", "regions: [eu-west-1, us-east-1]")
    table = f"{ORDERS}, {CLAIM}, mechanisms: {{dynamodb_global_table: on}}"
    plan = planned(changed((ORDERS, table), two))
    receiving = {
        each.region: dict(each.series.metrics[0].dimensions)["ReceivingRegion"]
        for each in plan.alarms
        if "global-table-behind" in each.id
    }

    assert receiving == {"eu-west-1": "us-east-1", "us-east-1": "eu-west-1"}


def test_what_only_a_deployment_names_has_no_alarm() -> None:
    """Its dimension would be a piece of a dynamic reference, of which there are never data."""
    mechanism = "efs_replication: {file_system: fs-2, alarm_at: 15m}"

    text = (ORDERS, f"orders: {{arn: ssm:/orders, mechanisms: {{{mechanism}}}")

    assert not [each for each in planned(changed(text)).alarms if each.id.endswith("-behind")]


@pytest.mark.parametrize(
    ("mechanism", "what", "region", "metric", "threshold"),
    [
        (
            "dynamodb_global_table: on",
            ORDERS,
            "eu-west-1",
            "AWS/DynamoDB ReplicationLatency ReceivingRegion=eu-central-1 TableName=shop-orders",
            60_000,
        ),
        (
            "dynamodb_global_table: {alarm_at: 10s, region: us-east-1}",
            ORDERS,
            "eu-west-1",
            "AWS/DynamoDB ReplicationLatency ReceivingRegion=us-east-1 TableName=shop-orders",
            10_000,
        ),
        (
            "aurora_global_database: {cluster: 'second-{stage}'}",
            'orders: {arn: "arn:aws:rds:eu-west-1:111122223333:cluster:orders"',
            "eu-central-1",
            "AWS/RDS AuroraGlobalDBRPOLag DBClusterIdentifier=second-prod",
            60_000,
        ),
        (
            "rds_read_replica: {instance: replica}",
            'orders: {arn: "arn:aws:rds:eu-west-1:111122223333:db:orders"',
            "eu-central-1",
            "AWS/RDS ReplicaLag DBInstanceIdentifier=replica",
            60,
        ),
        (
            "efs_replication: {file_system: fs-2, alarm_at: 15m}",
            'orders: {arn: "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-1"',
            "eu-west-1",
            "AWS/EFS TimeSinceLastSync DestinationFileSystemId=fs-2 FileSystemId=fs-1",
            900,
        ),
        (
            "s3_replication_time_control: {bucket: there, rule: all, alarm_at: 15m}",
            'orders: {arn: "arn:aws:s3:::here"',
            "eu-central-1",
            "AWS/S3 ReplicationLatency DestinationBucket=there RuleId=all SourceBucket=here",
            900,
        ),
    ],
)
def test_a_replica_that_is_behind_pages(
    *, mechanism: str, what: str, region: str, metric: str, threshold: float
) -> None:
    """At what may be lost, where the metric is published."""
    text = changed((ORDERS, f"{what}, mechanisms: {{{mechanism}}}"))
    claimed = text.replace(", mechanisms:", f", {CLAIM}, mechanisms:")
    plan = planned(text if "15m" in mechanism else claimed)
    (alarm,) = (each for each in plan.alarms if each.id.endswith("-behind"))
    (series,) = alarm.series.metrics
    dimensions = " ".join(f"{name}={value}" for name, value in series.dimensions)

    assert f"{series.namespace} {series.name} {dimensions}" == metric
    assert (alarm.severity, alarm.region) == ("critical", region)
    assert alarm.threshold == threshold


def test_a_replica_that_is_broken_is_behind() -> None:
    """The lag of a broken read replica is -1, which is above nothing."""
    alarm = lag_alarm(
        "rds_read_replica: {instance: replica}",
        'orders: {arn: "arn:aws:rds:eu-west-1:111122223333:db:orders"',
    )

    assert alarm is not None
    assert alarm.series.expression == "IF(value < 0, 600, value)"


@pytest.mark.parametrize(
    ("mechanism", "what"),
    [
        (
            "aurora_global_database: on",
            'orders: {arn: "arn:aws:rds:eu-west-1:111122223333:cluster:orders"',
        ),
        ("dynamodb_strong_global_table: on", ORDERS),
    ],
)
def test_what_nobody_can_watch_is_not_watched(mechanism: str, what: str) -> None:
    """A replica that nothing names, and one that is never behind."""
    assert lag_alarm(mechanism, what) is None


def test_what_is_watched_is_what_the_arithmetic_assumes() -> None:
    """The document says at which lag the alarm fires."""
    plan = planned(
        changed((ORDERS, f"{ORDERS}, {CLAIM}, mechanisms: {{dynamodb_global_table: on}}"))
    )

    assert plan.backup is not None
    (declared,) = read_recovery_document(plan.backup.regions[0].recovery)
    (mechanism,) = declared.store.mechanisms
    assert mechanism.watched_at is not None
    assert mechanism.watched_at.total_seconds() == 60


def test_each_kind_is_a_mechanism_in_another_region() -> None:
    """What is in the Region of the data has no lag that anybody could lose."""
    assert all(MECHANISMS[kind].is_elsewhere for kind in LAG_KINDS)
    assert all(
        kind.source.startswith("https://docs.aws.amazon.com/") for kind in LAG_KINDS.values()
    )
