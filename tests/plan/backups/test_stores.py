"""What the arithmetic of recovery is told of protected data."""

from datetime import timedelta

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.recovery import BackupCopy, Objective, Store

ORDERS = "orders: {resource: checkout/orders"
DAILY = "cron(0 3 * * ? *)"
OWN, OTHER = "111122223333", "444455556666"
OFFSITE = (
    "  schedules:\n",
    (
        f'  copies: {{offsite: {{account: "{OTHER}", region: eu-central-1, vault: offsite}}, '
        f'beside: {{account: "{OWN}", region: eu-north-1, vault: beside}}}}\n'
        "  air_gapped: {minimum_retention: 7d, maximum_retention: 90d}\n"
        "  schedules:\n"
    ),
)
COPIED = (
    DAILY,
    f"{DAILY}, copy_retention: 60d, copy_within: 3h, also_copied_to: [offsite, beside, air_gapped]",
)


def _store(*changes: tuple[str, str], stage: str = "prod") -> Store:
    plan = planned(changed(*changes), stage)
    assert plan.backup is not None
    (store,) = plan.backup.regions[0].data
    return store


def test_each_copy_is_known() -> None:
    """Those in vaults of others and out of reach, too; the own account is not another one."""
    (rule,) = _store(OFFSITE, COPIED).rules
    kept, within = timedelta(days=60), timedelta(hours=3)

    assert rule.copies == (
        BackupCopy(region="eu-central-1", retention=kept, within=within),
        BackupCopy(region="eu-central-1", account=OTHER, retention=kept, within=within),
        BackupCopy(region="eu-north-1", retention=kept, within=within),
        BackupCopy(region="eu-central-1", retention=kept, within=within, is_isolated=True),
    )


def test_a_copy_takes_as_long_as_its_backup_where_nothing_is_said() -> None:
    """AWS Backup promises nothing, and the alarm on the age of copies waits as long."""
    (rule,) = _store((DAILY, f"{DAILY}, copy_retention: 60d")).rules

    assert [copy.within for copy in rule.copies] == [rule.completion_window]


def test_a_replica_in_the_own_account_is_lost_with_it() -> None:
    """Whoever names the stage's account says nothing."""
    claim = "objectives: {account: {rpo: 1d}}, mechanisms: {dynamodb_global_table: {account: "
    own, other = (
        problems_of(changed((ORDERS, f'{ORDERS}, {claim}"{account}"}}}}')))
        for account in (OWN, OTHER)
    )

    assert [problem.kind for problem in own] == ["plan/objective-out-of-reach"]
    assert other == ()


def test_a_store_and_a_stage_take_a_claim_back() -> None:
    """What all data have in common holds for neither of them then."""
    common = ("data_protection:\n", "data_protection:\n  objectives: {zone: {rpo: 0s}}\n")
    off = "objectives: {zone: off}"
    back = (ORDERS, f"{ORDERS}, {off}")
    in_stage = (
        "recovery_region: eu-central-1}",
        f"recovery_region: eu-central-1, data_protection: {{protected: {{orders: {{{off}}}}}}}}}",
    )

    assert _store(common).objectives == (Objective(scenario="zone", rpo=timedelta(0)),)
    assert _store(common, back).objectives == ()
    assert _store(common, in_stage).objectives == ()
