"""What is declared to protect data, beside what an account has."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.fake_account import ACCOUNT, Answer
from tests.support.preflight import problems, protected_data, seen, with_data
from tocsin.plan import StoredValue
from tocsin.preflight.checks.data_mechanisms import find_mechanisms
from tocsin.preflight.mechanisms import LOOKS
from tocsin.recovery import MECHANISMS, Objective, Store

_DATA = {(store.type, store.mechanisms[0].kind): (store, arn) for store, arn in protected_data()}


def _said(type_: str, kind: str, answers: dict[str, Answer], *, copy: str = "") -> list[str]:
    store, arn = _DATA[type_, kind]
    named = replace(store, mechanisms=(replace(store.mechanisms[0], copy=copy),))
    found = problems(find_mechanisms, answers, plan=with_data((named, arn)))
    return [each.what for each in found]


def test_every_mechanism_is_looked_for() -> None:
    """Whoever adds one says how it is found."""
    assert {*LOOKS, "point_in_time_recovery"} == set(MECHANISMS)


@pytest.mark.parametrize(("type_", "kind"), sorted(_DATA))
def test_nothing_is_found_where_all_is_there(type_: str, kind: str) -> None:
    """Of every type that can have it."""
    assert _said(type_, kind, {}) == []


def _table(**members: object) -> dict[str, Answer]:
    return {"dynamodb.describe_table": {"Table": members}}


def _cluster(**members: object) -> dict[str, Answer]:
    return {"rds.describe_db_clusters": {"DBClusters": [members]}}


def _instance(**members: object) -> dict[str, Answer]:
    return {"rds.describe_db_instances": {"DBInstances": [members]}}


def _global(*arns: str, **members: object) -> dict[str, Answer]:
    found = [{"DBClusterArn": f"arn:aws:rds:{arn}", **members} for arn in arns]
    return {"rds.describe_global_clusters": {"GlobalClusters": [{"GlobalClusterMembers": found}]}}


def _rule(bucket: str, **members: object) -> dict[str, Answer]:
    rule = {"Status": "Enabled", "Destination": {"Bucket": f"arn:aws:s3:::{bucket}"}, **members}
    answer = {"ReplicationConfiguration": {"Role": "role", "Rules": [rule]}}
    return {"s3.get_bucket_replication": answer}


def _versions(own: str, second: str) -> dict[str, Answer]:
    return {
        f"{region} rds.describe_db_clusters": {
            "DBClusters": [{"EngineVersion": version, "DBClusterMembers": [{}]}]
        }
        for region, version in (("eu-west-1", own), ("eu-central-1", second))
    }


def _group(**members: object) -> dict[str, Answer]:
    return {"elasticache.describe_replication_groups": {"ReplicationGroups": [members]}}


_OWN = f"eu-west-1:{ACCOUNT}:cluster:lines"
_OFF = {"PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "DISABLED"}}


@pytest.mark.parametrize(
    ("type_", "kind", "answers", "what"),
    [
        (
            "DynamoDB", "point_in_time_recovery",
            {"dynamodb.describe_continuous_backups": {
                "ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED", **_OFF}
            }},
            "its point-in-time recovery is off",
        ),
        ("DynamoDB", "dynamodb_global_table", _table(), "it has no replica in eu-central-1"),
        (
            "DynamoDB", "dynamodb_global_table",
            _table(Replicas=[{"RegionName": "us-west-2", "ReplicaStatus": "ACTIVE"}]),
            "it has no replica in eu-central-1; there are some in us-west-2",
        ),
        (
            "DynamoDB", "dynamodb_global_table",
            _table(Replicas=[{"RegionName": "eu-central-1", "ReplicaStatus": "CREATING"}]),
            "its replica in eu-central-1 is CREATING, not ACTIVE",
        ),
        (
            "DynamoDB", "dynamodb_strong_global_table",
            _table(Replicas=[{"RegionName": "eu-central-1", "ReplicaStatus": "ACTIVE"}]),
            "its consistency between Regions is eventual, not strong",
        ),
        (
            "Aurora", "point_in_time_recovery", _cluster(BackupRetentionPeriod=0),
            "it keeps no automated backups",
        ),
        (
            "RDS", "point_in_time_recovery", _instance(BackupRetentionPeriod=0),
            "it keeps no automated backups",
        ),
        (
            "Aurora", "aurora_replica", _cluster(DBClusterMembers=[{}]),
            "it has no reader beside its writer",
        ),
        (
            "Aurora", "aurora_replica", _cluster(DBClusterMembers=[{}, {}], MultiAZ=False),
            "its instances are all in one Availability Zone",
        ),
        (
            "Aurora", "aurora_global_database", _global("eu-west-1:1:cluster:other"),
            "it is not in a global database",
        ),
        (
            "Aurora", "aurora_global_database", _global(_OWN, "us-west-2:1:cluster:far"),
            "its global database has no cluster eu-central-1",
        ),
        (
            "Aurora", "aurora_global_database",
            _global(_OWN, "eu-central-1:1:cluster:far", SynchronizationStatus="pending-resync"),
            "the cluster eu-central-1 is to be synchronized anew",
        ),
        (
            "Aurora", "aurora_global_database",
            {"eu-central-1 rds.describe_db_clusters": {"DBClusters": [{}]}},
            "the cluster eu-central-1 has no instance, which a failover would have to make",
        ),
        (
            "Aurora", "aurora_global_database",
            _versions("15.4", "15.5"),
            "it is of 15.4, and eu-central-1 of 15.5: a failover needs both alike",
        ),
        (
            "RDS", "rds_multi_az", _instance(MultiAZ=False),
            "it has no standby in another Availability Zone",
        ),
        (
            "RDS", "rds_read_replica", _instance(ReadReplicaSourceDBInstanceIdentifier="other"),
            "it has no read replica eu-central-1",
        ),
        (
            "RDS", "rds_backup_replication", _instance(),
            "its automated backups are not replicated to eu-central-1",
        ),
        ("S3", "s3_versioning", {"s3.get_bucket_versioning": {}}, "its versioning is off"),
        (
            "S3", "s3_versioning", {"s3.get_bucket_versioning": {"Status": "Suspended"}},
            "its versioning is suspended",
        ),
        (
            "S3", "s3_replication",
            {"s3.get_bucket_replication": {
                "Error": "ReplicationConfigurationNotFoundError", "Message": "none",
            }},
            "no rule that is enabled replicates it to eu-central-1",
        ),
        (
            "S3", "s3_replication", _rule("far", Status="Disabled"),
            "no rule that is enabled replicates it to eu-central-1",
        ),
        (
            "S3", "s3_replication", {"s3.get_bucket_location": {"LocationConstraint": "EU"}},
            "no rule that is enabled replicates it to eu-central-1",
        ),
        (
            "S3", "s3_replication_time_control", _rule("far"),
            "its rule to eu-central-1 has no Replication Time Control",
        ),
        (
            "EFS", "efs_replication",
            {"efs.describe_replication_configurations": {
                "Error": "ReplicationNotFound", "Message": "none",
            }},
            "it is not replicated to eu-central-1",
        ),
        (
            "ElastiCache", "elasticache_multi_az", _group(AutomaticFailover="disabled"),
            "its automatic failover is off",
        ),
        (
            "ElastiCache", "elasticache_multi_az",
            _group(AutomaticFailover="enabled", MultiAZ="disabled"), "it is not Multi-AZ",
        ),
        (
            "ElastiCache", "elasticache_backup", _group(SnapshotRetentionLimit=0),
            "it keeps no automatic backups",
        ),
        (
            "ElastiCache", "elasticache_global_datastore", _group(),
            "it is not in a global datastore",
        ),
        (
            "ElastiCache", "elasticache_global_datastore",
            {"elasticache.describe_global_replication_groups": {"GlobalReplicationGroups": [{}]}},
            "its global datastore has no group in eu-central-1",
        ),
        (
            "ElastiCache", "elasticache_global_datastore",
            {"elasticache.describe_global_replication_groups": {"GlobalReplicationGroups": [
                {"Members": [
                    {"ReplicationGroupRegion": "eu-central-1", "Status": "disassociating"},
                ]},
            ]}},
            "its group in eu-central-1 is disassociating",
        ),
        (
            "S3", "s3_replication", _rule("far", Filter={"Prefix": "logs/"}),
            "its rules replicate a part of it alone to eu-central-1: they have a filter",
        ),
        (
            "MSK", "msk_replicator", {"kafka.list_replicators": {}},
            "no replicator eu-central-1 reads it",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(
    type_: str, kind: str, answers: dict[str, Answer], what: str
) -> None:
    """Nothing there, something else there, or there and not at work."""
    assert _said(type_, kind, answers) == [what]


def test_patches_may_differ() -> None:
    """Some engines fail over between them, and which do changes with each release."""
    answers = _versions("8.0.mysql_aurora.3.04.1", "8.0.mysql_aurora.3.04.2")

    assert _said("Aurora", "aurora_global_database", answers) == []
    assert _said("Aurora", "aurora_global_database", _versions("15.4", "15.4")) == []


@pytest.mark.parametrize(
    ("type_", "kind", "copy"),
    [
        ("Aurora", "aurora_global_database", "secondary"),
        ("EFS", "efs_replication", "fs-4567"),
        ("MSK", "msk_replicator", "replicator"),
        ("S3", "s3_replication_time_control", "far"),
    ],
)
def test_a_copy_of_another_name_is_not_the_declared_one(type_: str, kind: str, copy: str) -> None:
    """Alarms watch the one that is declared, and pages name it."""
    assert _said(type_, kind, {}, copy=copy) == []
    (what,) = _said(type_, kind, {}, copy="other")
    assert "other in eu-central-1" in what


@pytest.mark.parametrize(
    ("type_", "operation", "code"),
    [
        ("Aurora", "rds.describe_db_clusters", "DBClusterNotFoundFault"),
        ("DynamoDB", "dynamodb.describe_continuous_backups", "TableNotFoundException"),
        ("RDS", "rds.describe_db_instances", "DBInstanceNotFound"),
    ],
)
def test_data_that_are_not_there(type_: str, operation: str, code: str) -> None:
    """They are said once, whatever they should have."""
    store, arn = _DATA[type_, "point_in_time_recovery"]
    twice = replace(store, mechanisms=store.mechanisms * 2)
    answers: dict[str, Answer] = {operation: {"Error": code, "Message": "none"}}

    (problem,) = problems(find_mechanisms, answers, plan=with_data((twice, arn)))

    assert (problem.kind, problem.severity) == ("preflight/no-data", "warning")
    assert arn in problem.what


def test_what_rests_on_it_is_said() -> None:
    """Whoever reads it knows which promise is broken, and what to do."""
    store, arn = _DATA["DynamoDB", "dynamodb_global_table"]
    claims = (Objective(scenario="region", rpo=timedelta(minutes=1), rto=timedelta(minutes=30)),)
    claimed = replace(store, objectives=claims)

    (problem,) = problems(find_mechanisms, _table(), plan=with_data((claimed, arn)))

    assert problem.severity == "error"
    assert problem.why == (
        "what is claimed rests on it: RPO 1m for the loss of the Region, "
        "RTO 30m for the loss of the Region"
    )
    assert "remove dynamodb_global_table from the mechanisms of" in problem.fix


def test_stored_names_are_read() -> None:
    """The ARN is that which a parameter says; one that is not there another check tells."""
    store, _ = _DATA["DynamoDB", "point_in_time_recovery"]
    asked = []

    def answer(parameters: Any) -> dict[str, Any]:  # noqa: ANN401 -- the parameters of a call
        asked.append(parameters["TableName"])
        return {"ContinuousBackupsDescription": {"ContinuousBackupsStatus": "DISABLED"}}

    stored = f"arn:aws:dynamodb:eu-west-1:{ACCOUNT}:table/{StoredValue('/shop/table')}"
    plan = with_data((store, stored))
    answers: dict[str, Answer] = {"dynamodb.describe_continuous_backups": answer}

    assert seen(problems(find_mechanisms, answers, plan=plan)) == [
        "no-mechanism DynamoDB point_in_time_recovery: point_in_time_recovery"
    ]
    assert asked == ["31"]
    missing: dict[str, Answer] = {"ssm.get_parameters": {"InvalidParameters": ["/shop/table"]}}
    assert problems(find_mechanisms, {**answers, **missing}, plan=plan) == []


def test_only_the_region_of_the_data_asks() -> None:
    """And only for what something is declared of."""
    bare = Store(name="bare", region="eu-west-1", type="DynamoDB")
    arn = f"arn:aws:dynamodb:eu-west-1:{ACCOUNT}:table/bare"

    assert problems(find_mechanisms, {}, region="eu-central-1") == []
    assert problems(find_mechanisms, _table(), plan=with_data((bare, arn))) == []
