import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.plan.specs.backup import BackupSpec

TWO_VAULTS = (
    "    daily: {schedule: cron(0 3 * * ? *)}\n",
    (
        "    daily: {schedule: cron(0 3 * * ? *), copy_retention: 30d}\n"
        "    yearly: {schedule: cron(0 6 1 * ? *), retention: 400d, copy_retention: 400d, "
        "cold_after: 30d, vault: legal hold}\n"
        "  vaults:\n    legal hold: {lock: {minimum_retention: 365d}}\n"
        "    unused: {}\n"
    ),
)
BOTH = ("schedules: [daily]", "schedules: [daily, yearly]")
FILES = (
    "schedules: [daily, yearly]}\n",
    ("schedules: [daily, yearly]}\n    files: {arn: 'arn:aws:s3:::files', schedules: [yearly]}\n"),
)


def _backup(*changes: tuple[str, str]) -> BackupSpec:
    backup = planned(changed(*changes)).backup
    assert backup is not None
    return backup


def test_a_vault_of_its_own_has_its_own_lock_in_both_regions() -> None:
    """What fills it is copied into a vault like it, or the copies would be the weak place."""
    backup = _backup(TWO_VAULTS, BOTH)
    (region,) = backup.regions

    assert [(each.name, each.lock and each.lock.minimum_days) for each in region.vaults] == [
        ("shop-prod", None),
        ("shop-prod-legal-hold", 365),
    ]
    assert [
        (each.name, each.lock and each.lock.minimum_days) for each in backup.recovery_vaults
    ] == [
        ("shop-prod-recovery", None),
        ("shop-prod-recovery-legal-hold", 365),
    ]


def test_each_rule_fills_the_vault_of_its_schedule() -> None:
    """Two rules of one plan may fill two vaults, and so do their copies."""
    (plan,) = _backup(TWO_VAULTS, BOTH).plans

    assert [(rule.vault, rule.copy and rule.copy.vault) for rule in plan.rules] == [
        ("shop-prod", "shop-prod-recovery"),
        ("shop-prod-legal-hold", "shop-prod-recovery-legal-hold"),
    ]
    assert [rule.cold_after_days for rule in plan.rules] == [None, 30]


def test_each_vault_has_alarms_of_its_own() -> None:
    """What is missing in one is not made up for by what came into another."""
    names = {
        alarm.name
        for alarm in planned(changed(TWO_VAULTS, BOTH)).alarms
        if alarm.service == "backups"
    }

    assert {
        "shop-prod-backups-vault-no-backup-of-dynamodb",
        "shop-prod-backups-recovery-vault-no-copy-of-dynamodb",
        "shop-prod-backups-vault-legal-hold-no-backup-of-orders",
        "shop-prod-backups-recovery-vault-legal-hold-no-copy-of-orders",
        "shop-prod-backups-vault-legal-hold-backup-jobs-failed",
        "shop-prod-backups-recovery-vault-legal-hold-copy-jobs-failed",
    } <= names


def test_the_lock_of_the_vault_that_a_schedule_fills_is_looked_at() -> None:
    """A lock of 365 days is no matter for what goes into another vault."""
    assert problems_of(changed(TWO_VAULTS, BOTH)) == ()

    (problem,) = problems_of(
        changed(TWO_VAULTS, BOTH, ("copy_retention: 400d", "copy_retention: 90d"))
    )
    assert problem.kind == "plan/retention-outside-lock"
    assert problem.where.subject == "data_protection.schedules.yearly.copy_retention"
    assert "data_protection.vaults.legal hold.lock.minimum_retention is 365d" in problem.what


def test_a_vault_that_is_not_there() -> None:
    """A schedule that names it names those that there are."""
    (problem,) = problems_of(changed(TWO_VAULTS, BOTH, ("vault: legal hold", "vault: legal")))

    assert problem.where.subject == "data_protection.schedules.yearly.vault"
    assert "legal hold" in problem.fix


@pytest.mark.parametrize("place", ["stage", "vault"])
def test_a_lock_for_ever_is_warned_of(place: str) -> None:
    """It is a choice that nobody takes back, so it is said loudly each time, and goes on."""
    for_ever = "minimum_retention: 7d, changeable_for: 3d"
    text = changed(
        TWO_VAULTS,
        BOTH,
        ("minimum_retention: 365d", for_ever)
        if place == "vault"
        else ("  schedules:\n", f"  vault_lock: {{{for_ever}}}\n  schedules:\n"),
    )
    (problem,) = problems_of(text)

    assert (problem.kind, problem.severity) == ("plan/lock-for-ever", "warning")
    assert "not the root user and not AWS" in problem.what


def test_what_never_goes_cold() -> None:
    """AWS Backup ignores it without a word; the viewpoint does not."""
    (problem,) = problems_of(changed(TWO_VAULTS, BOTH, FILES))

    assert problem.kind == "plan/never-cold"
    assert problem.where.subject == "data_protection.schedules.yearly.cold_after"
    assert "files, of type S3," in problem.what


def test_volumes_are_archived_only_where_it_is_said() -> None:
    """The archive of snapshots of EBS is an option of the rule, and other types have none."""
    volume = ("'arn:aws:s3:::files'", "'arn:aws:ec2:{region}:{account}:volume/vol-1'")
    plans = _backup(TWO_VAULTS, BOTH, FILES, volume).plans

    assert {plan.id: [rule.opts_in_to_archive for rule in plan.rules] for plan in plans} == {
        "daily-and-yearly": [False, False],
        "yearly": [True],
    }


def test_a_name_too_long_for_a_vault() -> None:
    """AWS Backup takes 50 characters."""
    long = "v" * 45
    text = changed(
        TWO_VAULTS,
        BOTH,
        ("vault: legal hold", f"vault: {long}"),
        ("    legal hold:", f"    {long}:"),
    )

    assert "plan/name-too-long" in {problem.kind for problem in problems_of(text)}
