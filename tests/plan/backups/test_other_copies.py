import pytest

from tests.support.viewpoints import changed, errors_of, planned, problems_of
from tocsin.plan import CopySpec, copy_policy
from tocsin.plan.specs.backup import BackupSpec

DAILY = "    daily: {schedule: cron(0 3 * * ? *)}\n"
OFFSITE = (
    "  copies:\n"
    "    offsite: {account: '444455556666', region: eu-west-3, vault: '{system}-{stage}'}\n"
    "    beside: {region: eu-west-3, vault: beside, retention: 7d}\n"
)
DATABASE = "arn:aws:rds:{region}:{account}:db:orders"
ISOLATED = "  air_gapped: {minimum_retention: 7d, maximum_retention: 90d}\n"


def _text(*names: str, more: str = "", of: str = "", parts: str = OFFSITE + ISOLATED) -> str:
    """Return a viewpoint of which *names* are where its schedule copies to."""
    copied = f", also_copied_to: [{', '.join(names)}]{more}}}"
    schedule = (DAILY, DAILY.replace("}", copied))
    text = changed(schedule, ("  schedules:\n", f"{parts}  schedules:\n"))
    return changed(("{resource: checkout/orders,", f"{{arn: '{of}',"), text=text) if of else text


def _backup(text: str) -> BackupSpec:
    backup = planned(text).backup
    assert backup is not None
    return backup


def test_copies_go_to_another_account() -> None:
    """Each has its place and its retention; what is in the stage's own account names none."""
    (rule,) = _backup(_text("offsite", "beside", more=", copy_retention: 60d")).plans[0].rules

    assert rule.copies == (
        CopySpec(vault="shop-prod-recovery", region="eu-central-1", retention_days=60),
        CopySpec(vault="shop-prod", region="eu-west-3", retention_days=60, account="444455556666"),
        CopySpec(vault="beside", region="eu-west-3", retention_days=7),
    )


def test_the_key_is_open_to_the_account_that_copies() -> None:
    """Only that of the vault which is copied from, and for nobody else."""
    assert _backup(_text("offsite", "beside")).regions[0].vault.readers == ("444455556666",)
    assert _backup(_text("beside")).regions[0].vault.readers == ()


def test_what_the_other_account_has_to_allow() -> None:
    """AWS Backup takes no wildcard in the action of such a policy."""
    (copy,) = _backup(_text("offsite", "beside")).foreign_copies
    (statement,) = copy_policy("111122223333", copy.region)["Statement"]

    assert copy.account == "444455556666"
    assert statement["Action"] == "backup:CopyIntoBackupVault"
    assert statement["Principal"] == {"AWS": "arn:aws:iam::111122223333:root"}


@pytest.mark.parametrize(
    ("recovery", "region"),
    [("recovery_region: eu-central-1", "eu-central-1"), ("recovery_region: off", "eu-west-1")],
)
def test_the_air_gapped_vault_is_where_copies_are(recovery: str, region: str) -> None:
    """Where a stage has no recovery Region it is in its own, which still outlives the account."""
    text = changed(("recovery_region: eu-central-1", recovery), text=_text("air_gapped"))
    backup = _backup(text)
    (vault,) = backup.recovery_vaults
    (rule,) = backup.plans[0].rules

    assert (vault.name, vault.region, vault.is_air_gapped) == ("shop-prod-air-gapped", region, True)
    assert vault.lock is not None
    assert (vault.lock.minimum_days, vault.lock.maximum_days) == (7, 90)
    assert rule.copies == (CopySpec(vault=vault.name, region=region, retention_days=30),)


def test_the_age_of_what_is_in_it_is_looked_at() -> None:
    """What AWS Backup counts of such a vault is not documented, so that nothing rests on it."""
    names = {alarm.name for alarm in planned(_text("air_gapped")).alarms}

    assert "shop-prod-backups-air-gapped-vault-no-copy-of-orders" in names
    assert "shop-prod-backups-air-gapped-vault-no-copy-of-dynamodb" not in names


def test_a_stage_that_is_thrown_away_locks_nothing_for_ever() -> None:
    """It has no air-gapped vault, and says nothing of it."""
    text = changed(("eu-central-1}", "eu-central-1, retain: false}"), text=_text("air_gapped"))

    assert _backup(text).recovery_vaults == ()
    assert _backup(text).plans[0].rules[0].copies == ()
    assert problems_of(text) == ()


def test_a_lock_from_the_first_day_is_warned_of() -> None:
    """It is there as soon as something is copied into the vault, and not before."""
    (problem,) = problems_of(_text("air_gapped"))

    assert (problem.kind, problem.severity) == ("plan/lock-for-ever", "warning")
    assert problem.where.subject == "data_protection.air_gapped"
    assert problems_of(_text("offsite")) == ()


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        (
            _text("air_gapped", of=DATABASE),
            "copy-impossible",
            "of RDS",
        ),
        (_text("air_gapped", more=", retention: 91d"), "retention-outside-lock", "from 1w to 90d"),
        (
            _text("offsite", parts=OFFSITE.replace("region: eu-west-3", "region: cn-north-1", 1)),
            "copy-in-other-partition",
            "aws-cn",
        ),
    ],
)
def test_copies_that_would_fail_each_time(text: str, kind: str, said: str) -> None:
    """Each is refused with the reason."""
    problems = {each.kind: each for each in errors_of(text)}

    assert list(problems) == [f"plan/{kind}"]
    assert said in problems[f"plan/{kind}"].what


def test_continuous_backups_of_aurora_are_not_isolated() -> None:
    """An air-gapped vault takes snapshots of a cluster, and of others what they have."""
    table = _text("air_gapped", more=", continuous: true")
    types = ("type: dynamodb_table, table: shop-orders", "type: aurora_cluster, cluster: orders")
    (problem,) = errors_of(changed(types, text=table))

    assert "takes no continuous backups of Aurora" in problem.what
    assert errors_of(table) == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (_text("air_gapped", parts=OFFSITE), "schedules.daily.also_copied_to[0]"),
        (_text("offsight"), "schedules.daily.also_copied_to[0]"),
        (_text("offsite", "offsite"), "schedules.daily"),
        (_text("a", "b", "c", "d", "e", more=", copy_retention: 7d"), "schedules.daily"),
        (_text(parts=OFFSITE.replace("beside:", "air gapped:")), "copies.air gapped"),
        (_text(parts="  vaults: {air-gapped: {}}\n"), "vaults.air-gapped"),
        (_text(parts=ISOLATED.replace("7d", "6d")), "air_gapped.minimum_retention"),
        (_text(parts=ISOLATED.replace("7d", "91d")), "air_gapped"),
    ],
)
def test_names_and_bounds_that_cannot_be(text: str, place: str) -> None:
    """Each is told where it stands."""
    assert f"data_protection.{place}" in {each.where.subject for each in problems_of(text)}
