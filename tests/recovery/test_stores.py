"""The data stores of templates."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import run
from tocsin.assembly import load
from tocsin.recovery import (
    METADATA_KEY,
    BackupRule,
    Backups,
    DeclaredStore,
    FoundStore,
    Mechanism,
    Objective,
    RecoveryTime,
    Store,
    assess,
    find_stores,
    recovery_document,
)

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ORDERS_ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"
COPY = "arn:aws:backup:us-west-2:111122223333:backup-vault:there"
DAILY = {
    "RuleName": "daily",
    "TargetBackupVault": "vault",
    "ScheduleExpression": "cron(0 3 * * ? *)",
    "StartWindowMinutes": 60,
    "CompletionWindowMinutes": 120,
    "Lifecycle": {"DeleteAfterDays": 30},
}
Json = dict[str, Any]


def resource(kind: str, **properties: object) -> Json:
    """Return a resource."""
    return {"Type": f"AWS::{kind}", "Properties": properties}


def backed_up(rules: list[Json], named: list[object], **conditions: object) -> dict[str, Json]:
    """Return a plan and what it selects."""
    plan = {"BackupPlanName": "plan", "BackupPlanRule": rules}
    selection = {"SelectionName": "all", "IamRoleArn": "role", "Resources": named, **conditions}
    return {
        "Plan": resource("Backup::BackupPlan", BackupPlan=plan),
        "Selection": resource(
            "Backup::BackupSelection", BackupPlanId={"Ref": "Plan"}, BackupSelection=selection
        ),
    }


def found(folder: Path, resources: dict[str, Json], **top: Json) -> dict[str, FoundStore]:
    """Return the stores of a template, by name."""
    path = folder / "stack.json"
    path.write_text(json.dumps({"Resources": resources, **top}))
    assembly = load(path, account="111122223333", region="eu-west-1")
    return {each.store.name: each for each in find_stores(Backups(assembly))}


def vault(*stores: DeclaredStore) -> Json:
    """Return a vault whose metadata declare some stores."""
    return {
        **resource("Backup::BackupVault", BackupVaultName="vault"),
        "Metadata": {METADATA_KEY: recovery_document(stores)},
    }


DECLARED = DeclaredStore(
    store=Store(
        name="orders of customers",
        region="eu-west-1",
        type="DynamoDB",
        objectives=(Objective(scenario="region", rpo=MINUTE, rto=HOUR),),
        mechanisms=(
            Mechanism(
                kind="dynamodb_global_table",
                region="us-west-2",
                recovery=RecoveryTime(takes=HOUR / 2),
                watched_at=MINUTE,
            ),
        ),
        responds_within=15 * MINUTE,
    ),
    arn=ORDERS_ARN,
    copies_within={"daily": 4 * HOUR},
)
NAME = DECLARED.store.name


def test_rules_are_those_of_the_template(tmp_path: Path) -> None:
    """A document says what is claimed, and the plans what is done."""
    rules = [{**DAILY, "CopyActions": [{"DestinationBackupVaultArn": COPY}]}]
    stores = found(tmp_path, {"Vault": vault(DECLARED), **backed_up(rules, [ORDERS_ARN])})

    store = stores["orders of customers"].store
    (rule,) = store.rules
    assert (rule.name, rule.start_window, rule.completion_window) == ("daily", HOUR, 2 * HOUR)
    (copy,) = rule.copies
    assert (copy.region, copy.account, copy.within) == ("us-west-2", None, 4 * HOUR)
    assert store.objectives == DECLARED.store.objectives


def test_a_plan_that_selects_something_else_protects_nothing(tmp_path: Path) -> None:
    """The proof speaks of the templates, whatever a viewpoint meant."""
    other = ORDERS_ARN.replace("orders", "stock")
    stores = found(tmp_path, {"Vault": vault(DECLARED), **backed_up([DAILY], [other])})

    assert stores["orders of customers"].store.rules == ()


def test_whether_what_has_a_name_has_tags_is_not_known(tmp_path: Path) -> None:
    """A selection of everything with a tag is not taken for a backup of a table."""
    tagged = {"ConditionKey": "aws:ResourceTag/backup", "ConditionValue": "true"}
    plan = backed_up([DAILY], ["*"], Conditions={"StringEquals": [tagged]})
    everything = backed_up([DAILY], ["*"])

    assert found(tmp_path, {"Vault": vault(DECLARED), **everything})[NAME].store.rules
    assert found(tmp_path, {"Vault": vault(DECLARED), **plan})[NAME].store.rules == ()


def test_what_a_declared_table_switches_on_itself_counts(tmp_path: Path) -> None:
    """The template of the table says what the document need not."""
    table = resource(
        "DynamoDB::Table",
        TableName="orders",
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
    )
    stores = found(tmp_path, {"Vault": vault(DECLARED), "Table": table})

    assert set(stores) == {"orders of customers"}
    kinds = [each.kind for each in stores["orders of customers"].store.mechanisms]
    assert kinds == ["dynamodb_global_table", "point_in_time_recovery"]


@pytest.mark.parametrize(
    ("kind", "properties", "kinds"),
    [
        ("DynamoDB::Table", {}, []),
        (
            "DynamoDB::GlobalTable",
            {
                "Replicas": [
                    {
                        "Region": "eu-west-1",
                        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
                    },
                    {"Region": "us-west-2"},
                ]
            },
            ["point_in_time_recovery", "dynamodb_global_table"],
        ),
        (
            "DynamoDB::GlobalTable",
            {"MultiRegionConsistency": "STRONG", "Replicas": [{"Region": "us-west-2"}]},
            ["dynamodb_strong_global_table"],
        ),
        ("RDS::DBInstance", {"MultiAZ": True}, ["point_in_time_recovery", "rds_multi_az"]),
        ("RDS::DBInstance", {"BackupRetentionPeriod": 0}, []),
        (
            "RDS::DBInstance",
            {"BackupRetentionPeriod": 7, "AutomaticBackupReplicationRegion": "eu-central-1"},
            ["point_in_time_recovery", "rds_backup_replication"],
        ),
        ("RDS::DBCluster", {"Engine": "aurora-postgresql"}, ["point_in_time_recovery"]),
        ("S3::Bucket", {"VersioningConfiguration": {"Status": "Enabled"}}, ["s3_versioning"]),
        ("S3::Bucket", {"VersioningConfiguration": {"Status": "Suspended"}}, []),
        (
            "EFS::FileSystem",
            {"ReplicationConfiguration": {"Destinations": [{"Region": "us-west-2"}]}},
            ["efs_replication"],
        ),
        ("EC2::Volume", {}, []),
    ],
)
def test_mechanisms_of_any_template(
    tmp_path: Path, kind: str, properties: Json, kinds: list[str]
) -> None:
    """What properties switch on is there; what is left out is as CloudFormation has it."""
    (store,) = found(tmp_path, {"Data": resource(kind, **properties)}).values()

    assert [each.kind for each in store.store.mechanisms] == kinds


def test_a_reader_takes_over(tmp_path: Path) -> None:
    """A cluster of Aurora with two instances fails over; AWS Backup calls it by its name."""
    reader = resource("RDS::DBInstance", DBClusterIdentifier={"Ref": "Cluster"})
    cluster = resource("RDS::DBCluster", Engine="aurora-mysql")
    (store,) = found(tmp_path, {"Cluster": cluster, "One": reader, "Two": reader}).values()

    assert store.store.type == "Aurora"
    assert [each.kind for each in store.store.mechanisms][-1] == "aurora_replica"


def test_windows_that_nobody_writes_are_those_of_aws(tmp_path: Path) -> None:
    """8 hours to begin, and 7 days to be done."""
    rule = {"RuleName": "daily", "TargetBackupVault": "vault"}
    (store,) = found(
        tmp_path,
        {"Disk": resource("EC2::Volume"), **backed_up([rule], ["arn:aws:ec2:*:*:volume/*"])},
    ).values()

    assert store.store.rules == (
        BackupRule(
            name="daily",
            schedule="cron(0 5 ? * * *)",
            start_window=8 * HOUR,
            completion_window=168 * HOUR,
        ),
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"ScheduleExpression": {"Ref": "When"}}, "ScheduleExpression to the deployment"),
        ({"ScheduleExpression": "rate(1 day)"}, "a schedule that AWS Backup refuses"),
        ({"ScheduleExpression": "cron(0 3 1 1 ? 2027)"}, "does not run twice"),
        ({"Lifecycle": {"DeleteAfterDays": {"Ref": "When"}}}, "Lifecycle to the deployment"),
        ({"Lifecycle": {"DeleteAfterDays": 99_999_999_999}}, "a length of time that AWS"),
        ({"StartWindowMinutes": 1e30}, "a length of time that AWS"),
    ],
)
def test_what_cannot_be_reckoned_with_is_said(tmp_path: Path, change: Json, why: str) -> None:
    """Nothing is assumed of it."""
    resources = {
        "Disk": resource("EC2::Volume"),
        **backed_up([{**DAILY, **change}], ["arn:aws:ec2:*:*:volume/*"]),
    }
    (store,) = found(tmp_path, resources, Parameters={"When": {"Type": "String"}}).values()

    assert store.store.rules == ()
    assert why in store.unknown[0]


def test_a_vault_without_a_way_out_survives_the_account(tmp_path: Path) -> None:
    """A logically air-gapped vault of the assembly is known as such."""
    isolated = resource("Backup::LogicallyAirGappedBackupVault", BackupVaultName="isolated")
    rule = {
        **DAILY,
        "TargetLogicallyAirGappedBackupVaultArn": {"Fn::GetAtt": ["Isolated", "BackupVaultArn"]},
    }
    resources = {
        "Isolated": isolated,
        "Disk": resource("EC2::Volume"),
        **backed_up([rule], ["arn:aws:ec2:*:*:volume/*"]),
    }
    (store,) = found(tmp_path, resources).values()

    assert [each.is_isolated for each in store.store.rules[0].copies] == [True]


@pytest.mark.parametrize(
    ("destination", "region", "account"),
    [
        ("arn:aws:backup:us-west-2:444455556666:backup-vault:x", "us-west-2", "444455556666"),
        ("arn:aws:backup:us-west-2:111122223333:backup-vault:x", "us-west-2", None),
        ("arn:aws:backup:{{resolve:ssm:/r}}:111122223333:backup-vault:x", "eu-west-1", None),
        ("arn:aws:backup:us-west-2:{{resolve:ssm:/a}}:backup-vault:x", "us-west-2", None),
        ("{{resolve:ssm:/vault}}", "eu-west-1", None),
    ],
)
def test_a_copy_is_elsewhere_where_that_is_known(
    tmp_path: Path, destination: str, region: str, account: str | None
) -> None:
    """What only a deployment knows may be beside the data."""
    rule = {**DAILY, "CopyActions": [{"DestinationBackupVaultArn": destination}]}
    resources = {
        "Disk": resource("EC2::Volume"),
        **backed_up([rule], ["arn:aws:ec2:*:*:volume/*"]),
    }
    (store,) = found(tmp_path, resources).values()
    (copy,) = store.store.rules[0].copies

    assert (copy.region, copy.account) == (region, account)


def test_a_copy_that_never_expires_does_so_with_its_source(tmp_path: Path) -> None:
    """AWS Backup lets it inherit that."""
    forever = {"DestinationBackupVaultArn": COPY, "Lifecycle": {"DeleteAfterDays": -1}}
    resources = {
        "Disk": resource("EC2::Volume"),
        **backed_up([{**DAILY, "CopyActions": [forever]}], ["arn:aws:ec2:*:*:volume/*"]),
    }
    (store,) = found(tmp_path, resources).values()

    assert [each.retention for each in store.store.rules[0].copies] == [timedelta(days=30)]


def test_a_copy_is_not_elsewhere_while_nobody_knows_where_the_data_are(tmp_path: Path) -> None:
    """A template alone says neither its Region nor its account."""
    rule = {**DAILY, "CopyActions": [{"DestinationBackupVaultArn": COPY}]}
    path = tmp_path / "stack.json"
    resources = {
        "Disk": resource("EC2::Volume"),
        **backed_up([rule], ["arn:aws:ec2:*:*:volume/*"]),
    }
    path.write_text(json.dumps({"Resources": resources}))
    (store,) = find_stores(Backups(load(path)))
    lost = {each.scenario: each.way for each in assess(store.store)}

    assert (lost["region"], lost["account"]) == (None, None)


@pytest.mark.parametrize(
    ("settings", "is_whole"), [({}, True), ({"AvailabilityZoneName": "a"}, False)]
)
def test_a_file_system_of_one_zone_is_lost_with_it(
    tmp_path: Path, settings: Json, *, is_whole: bool
) -> None:
    """Others are in all zones of the Region."""
    (store,) = found(tmp_path, {"Files": resource("EFS::FileSystem", **settings)}).values()
    zone = next(each for each in assess(store.store) if each.scenario == "zone")

    assert (zone.way is not None) is is_whole


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        (("mechanisms", 0, "kind"), "quantum_replica", "the mechanism 'quantum_replica' is not"),
        (("objectives", "region", "rpo"), 10**18, "OverflowError"),
        (("objectives", "region", "rpo"), "soon", "TypeError"),
    ],
)
def test_a_document_of_another_version_is_refused(
    tmp_path: Path, path: tuple[str | int, ...], value: object, why: str
) -> None:
    """By each command, at its place, without a traceback."""
    written: Any = vault(DECLARED)
    part = written["Metadata"][METADATA_KEY]["stores"][0]
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    template = tmp_path / "template.json"
    template.write_text(json.dumps({"Resources": {"Vault": written}}))
    outcome = run("recovery", template)

    assert outcome.exit_code == 2
    assert why in outcome.errors
    assert outcome.errors.count("template.json") == 1


def write(folder: Path, *stores: DeclaredStore) -> Path:
    """Write a template with a vault."""
    path = folder / "template.json"
    path.write_text(json.dumps({"Resources": {"Vault": vault(*stores)}}))
    return path


def test_the_command_tells_what_holds(tmp_path: Path) -> None:
    """With the arithmetic, and exit code 0 while all that is claimed holds."""
    outcome = run("recovery", write(tmp_path, DECLARED), "--region", "eu-west-1")

    assert outcome.exit_code == 0, outcome.errors
    shown = " ".join(outcome.output.split())
    assert "1m by dynamodb_global_table: 1m lag that an alarm allows (assumed)" in shown
    assert "1 data store, 2 objectives: 2 met" in outcome.output
    assert "corruption" in outcome.output
    assert "no way back" in outcome.output


def test_the_command_fails_for_what_does_not_hold(tmp_path: Path) -> None:
    """A person, a program and a pull request are told the same."""
    store = Store(
        name="orders",
        region="eu-west-1",
        type="DynamoDB",
        objectives=(Objective(scenario="corruption", rpo=MINUTE),),
    )
    path = write(tmp_path, DeclaredStore(store=store, arn=ORDERS_ARN, copies_within={}))
    table = tmp_path / "table.md"
    outcome = run("recovery", path, "--json", "--markdown", table)

    (data,) = json.loads(outcome.output)["stores"]
    assert outcome.exit_code == 1
    assert data["scenarios"]["corruption"]["rpo"] == {"objective": 60, "verdict": "not met"}
    assert "| orders | corruption | RPO 1m | not met | no way back |  |" in table.read_text()


def test_an_unreadable_document_is_told(tmp_path: Path) -> None:
    """With the place, and what to do."""
    path = tmp_path / "template.json"
    bad = {**vault(), "Metadata": {METADATA_KEY: {"format": "other"}}}
    path.write_text(json.dumps({"Resources": {"Vault": bad}}))
    outcome = run("recovery", path)

    assert outcome.exit_code == 2
    assert "template.json" in outcome.errors
    assert "the format is 'other'" in outcome.errors


def test_an_unknown_store_is_told(tmp_path: Path) -> None:
    """With the nearest name."""
    outcome = run("recovery", write(tmp_path, DECLARED), "--store", "orders of customer")

    assert outcome.exit_code == 2
    assert "orders of customers" in outcome.errors
