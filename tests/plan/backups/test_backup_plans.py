import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.plan.specs.backup import BackupSpec

TABLE_ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/shop-orders"
SCHEDULES = (
    "    daily: {schedule: cron(0 3 * * ? *)}\n",
    (
        "    daily: {schedule: cron(0 3 * * ? *), copy_retention: 60d}\n"
        "    hourly: {schedule: cron(0 * * * ? *), continuous: true}\n"
    ),
)
OTHER = (
    "schedules: [daily]}\n",
    (
        "schedules: [daily]}\n"
        "    files: {arn: 'arn:aws:elasticfilesystem:{region}:{account}:file-system/fs-1', "
        "schedules: [hourly, daily]}\n"
        "    images: {arn: 'arn:aws:s3:::images-{stage}', schedules: [daily, hourly]}\n"
    ),
)


def _backup(*changes: tuple[str, str]) -> BackupSpec:
    backup = planned(changed(*changes)).backup
    assert backup is not None
    return backup


def test_resources_with_the_same_schedules_share_a_plan() -> None:
    """There is one plan for each set of schedules, whatever their order in the viewpoint."""
    backup = _backup(SCHEDULES, OTHER)

    assert {plan.id: plan.arns for plan in backup.plans} == {
        "daily": (TABLE_ARN,),
        "daily-and-hourly": (
            "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-1",
            "arn:aws:s3:::images-prod",
        ),
    }
    assert [rule.id for rule in backup.plans[1].rules] == ["daily", "hourly"]


def test_selection_is_never_empty() -> None:
    """AWS Backup takes an empty selection for everything, so that each plan names something."""
    backup = _backup(SCHEDULES, OTHER)

    assert all(plan.arns and all(plan.arns) for plan in backup.plans)


def test_unused_schedule_makes_no_plan() -> None:
    """A schedule that protects nothing is not built."""
    backup = _backup(SCHEDULES)

    assert [plan.id for plan in backup.plans] == ["daily"]


def test_what_is_not_backed_up_has_a_vault_all_the_same() -> None:
    """It says what is claimed, and takes backups on demand; there are no plans and no alarms."""
    plan = planned(changed(("schedules: [daily]", "mechanisms: {point_in_time_recovery: on}")))

    assert plan.backup is not None
    (here,) = plan.backup.regions
    assert here.plans == ()
    assert [each["name"] for each in here.recovery["stores"]] == ["orders"]
    assert [alarm for alarm in plan.alarms if alarm.service == "backups"] == []


def test_copies_go_to_the_recovery_region() -> None:
    """A schedule with a retention for copies has them in the vault of the recovery region."""
    backup = _backup(SCHEDULES, OTHER)

    assert backup.recovery_vaults
    for plan in backup.plans:
        for rule in plan.rules:
            if rule.id == "daily":
                assert rule.copy is not None
                assert (rule.copy.vault, rule.copy.region, rule.copy.retention_days) == (
                    backup.recovery_vaults[0].name,
                    "eu-central-1",
                    60,
                )
            else:
                assert rule.copy is None


def test_without_copies_there_is_no_recovery_vault() -> None:
    """The recovery region has a vault only when something is copied into it."""
    assert _backup().recovery_vaults == ()


def test_rule_has_its_windows_in_minutes() -> None:
    """Defaults of a schedule are explicit in the rule."""
    (rule,) = _backup().plans[0].rules

    assert (rule.start_window_minutes, rule.completion_window_minutes) == (60, 240)
    assert (rule.retention_days, rule.continuous, rule.time_zone) == (30, False, "UTC")


def test_lock_is_on_both_vaults() -> None:
    """A vault lock holds for the copies as well."""
    backup = _backup(
        SCHEDULES,
        (
            "  schedules:\n",
            "  vault_lock: {minimum_retention: 7d, changeable_for: 3d}\n  schedules:\n",
        ),
    )

    assert backup.recovery_vaults
    for vault in backup.vaults:
        assert vault.lock is not None
        assert (vault.lock.minimum_days, vault.lock.maximum_days) == (7, None)
        assert vault.lock.changeable_days == 3


def test_stage_that_is_thrown_away_has_no_lock() -> None:
    """Where backups go with their stack, nothing keeps them from being deleted."""
    backup = _backup(
        ("recovery_region: eu-central-1}", "recovery_region: eu-central-1, retain: false}"),
        ("  schedules:\n", "  vault_lock: {minimum_retention: 7d}\n  schedules:\n"),
    )

    assert backup.regions[0].vault.lock is None


@pytest.mark.parametrize(
    ("region", "partition"),
    [("eu-west-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")],
)
def test_arn_has_the_partition_of_the_region(region: str, partition: str) -> None:
    """Amazon Resource Names carry the partition that the region belongs to."""
    backup = _backup(("region: eu-west-1, recovery_region: eu-central-1", f"region: {region}"))

    assert backup.plans[0].arns[0].startswith(f"arn:{partition}:dynamodb:{region}:")


def test_type_that_backups_cannot_name_is_reported() -> None:
    """A resource whose Amazon Resource Name is not known is asked for it."""
    (problem,) = problems_of(
        changed(("type: dynamodb_table, table: shop-orders", "type: sqs_queue, queue: shop-orders"))
    )

    assert problem.where.subject == "data_protection.protected.orders.resource"
    assert problem.kind == "plan/unknown-arn"
    assert "write its 'arn'" in problem.fix


@pytest.mark.parametrize(
    ("resource", "named", "type_"),
    [
        ("aurora_cluster, cluster: shop", "rds:eu-west-1:111122223333:cluster:shop", "Aurora"),
        ("documentdb_cluster, cluster: x", "rds:eu-west-1:111122223333:cluster:x", "DocumentDB"),
        ("neptune_cluster, cluster: x", "rds:eu-west-1:111122223333:cluster:x", "Neptune"),
        ("rds_instance, instance: x", "rds:eu-west-1:111122223333:db:x", "RDS"),
        (
            "efs_file_system, file_system: fs-0123456789abcdef0",
            "elasticfilesystem:eu-west-1:111122223333:file-system/fs-0123456789abcdef0",
            "EFS",
        ),
        (
            "ebs_volume, volume: vol-0123456789abcdef0",
            "ec2:eu-west-1:111122223333:volume/vol-0123456789abcdef0",
            "EBS",
        ),
    ],
)
def test_a_resource_has_the_name_and_the_type_that_backups_know(
    resource: str, named: str, type_: str
) -> None:
    """Clusters of three types have names of one form: the resource's type tells them apart."""
    backup = _backup(("dynamodb_table, table: shop-orders", resource))

    assert backup.plans[0].arns == (f"arn:aws:{named}",)
    assert [each.type for each in backup.regions[0].data] == [type_]


def test_long_plan_name_is_reported() -> None:
    """A plan's name beyond AWS Backup's 50 characters is reported with its length."""
    problems = problems_of(changed(("daily:", f"{'d' * 60}:"), ("[daily]", f"[{'d' * 60}]")))

    assert [problem.kind for problem in problems] == ["plan/name-too-long"]
    assert [problem.what for problem in problems] == [
        f"the plan 'shop-prod-{'d' * 60}' has 70 characters, and AWS Backup allows 50"
    ]


def test_a_stage_may_do_without_copies() -> None:
    """A stage that says so does not copy, and the plan remembers that it was asked."""
    backup = _backup(
        ("recovery_region: eu-central-1}", "recovery_region: off}"),
        ("cron(0 3 * * ? *)}", "cron(0 3 * * ? *), copy_retention: 30d}"),
    )

    assert backup is not None
    assert not backup.recovery_vaults
    assert {(rule.copy, rule.leaves_out_copy) for plan in backup.plans for rule in plan.rules} == {
        (None, True)
    }
