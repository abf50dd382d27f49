import pytest

from tests.support.viewpoints import SMALL, changed, planned
from tocsin.plan import AlarmSpec, Plan

COPIED = ("schedule: cron(0 3 * * ? *)", "schedule: cron(0 3 * * ? *), copy_retention: 30d")
MONTHLY = ("schedule: cron(0 3 * * ? *)", "schedule: cron(0 3 1 * ? *), copy_retention: 30d")


def _alarms(plan: Plan) -> dict[str, AlarmSpec]:
    return {
        alarm.id.removeprefix("backups-"): alarm
        for alarm in plan.alarms
        if alarm.service == "backups"
    }


def test_missing_backup_is_an_alarm() -> None:
    """No job at all leaves no metric, so that silence breaches, counted by the day."""
    alarm = _alarms(planned(SMALL))["vault-no-backup-of-dynamodb"]
    (metric,) = alarm.series.metrics

    assert (alarm.severity, alarm.region) == ("warning", "eu-west-1")
    assert metric.name == "NumberOfBackupJobsCompleted"
    assert metric.dimensions == (("BackupVaultName", "shop-prod"), ("ResourceType", "DynamoDB"))
    assert (alarm.comparison, alarm.threshold) == ("LessThanThreshold", 1)
    assert alarm.treat_missing_data == "breaching"
    assert (alarm.series.period, alarm.time_zone) == (86_400, "UTC")
    assert alarm.what_happened == (
        "No backup of DynamoDB came into the vault shop-prod on the last whole day (UTC)."
    )
    assert alarm.condition == "Backups of DynamoDB below 1 for 1 of 1 days (UTC)"


def test_missing_copy_is_an_alarm_in_the_recovery_region() -> None:
    """Whichever of the two metrics that region has, it is read."""
    alarm = _alarms(planned(changed(COPIED)))["recovery-vault-no-copy-of-dynamodb"]

    assert alarm.region == "eu-central-1"
    assert alarm.series.expression == "MAX([copied, arrived])"
    assert {metric.id: metric.name for metric in alarm.series.metrics} == {
        "copied": "NumberOfCopyJobsCompleted",
        "arrived": "NumberOfRecoveryPointsCompleted",
    }
    assert {metric.dimensions[0][1] for metric in alarm.series.metrics} == {"shop-prod-recovery"}


def test_what_cannot_be_counted_is_looked_at() -> None:
    """A function publishes its age, and the alarm fires on its silence, too."""
    plan = planned(changed(MONTHLY))
    assert plan.backup is not None
    assert plan.backup.recovery_vaults
    here, there = plan.backup.regions[0].vault.age_check, plan.backup.recovery_vaults[0].age_check
    alarms = _alarms(plan)
    alarm = alarms["vault-no-backup-of-orders"]
    (metric,) = alarm.series.metrics

    arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/shop-orders"
    assert here is not None
    assert here.resources == (("orders", arn),)
    assert here.metric("orders") == metric
    assert (alarm.comparison, alarm.threshold) == ("GreaterThanThreshold", 31 * 24 + 5)
    assert (alarm.treat_missing_data, alarm.series.period) == ("breaching", 3_600)
    assert there is not None
    assert there.vault == "shop-prod-recovery"
    assert alarms["recovery-vault-no-copy-of-orders"].region == "eu-central-1"


def test_what_can_be_counted_needs_no_function() -> None:
    """A stage with daily backups has no code of ours in it."""
    backup = planned(changed(COPIED)).backup

    assert backup is not None
    assert backup.recovery_vaults
    assert [vault.age_check for vault in backup.vaults] == [None, None]


@pytest.mark.parametrize("text", [changed(COPIED), changed(MONTHLY)])
def test_alarms_on_silence_wait_as_long_as_they_can(text: str) -> None:
    """A new stage has no backups yet."""
    waiting = [
        alarm.warm_up_minutes
        for alarm in _alarms(planned(text)).values()
        if alarm.treat_missing_data == "breaching"
    ]

    assert waiting == [2_880, 2_880]


def test_failure_is_told_once() -> None:
    """An event tells of a failed job at once; its alarm is for the record, and for lost events."""
    plan = planned(changed(COPIED))
    failures = {
        name: alarm
        for name, alarm in _alarms(plan).items()
        if alarm.treat_missing_data == "notBreaching"
    }

    assert set(failures) == {
        "recovery-vault-copy-jobs-failed",
        "vault-backup-jobs-expired",
        "vault-backup-jobs-failed",
        "vault-recovery-points-partial",
        "vault-restore-jobs-failed",
    }
    assert {alarm.severity for alarm in failures.values()} == {"info"}
    assert plan.backup is not None
    assert {event.severity for event in plan.backup.regions[0].vault.events} == {"warning"}
