from tests.support.viewpoints import changed, planned, problems_of

PARTS = """\
  vaults: {vital: {lock: {minimum_retention: 7d}}}
  copies: {offsite: {account: '444455556666', region: eu-west-3, vault: all}}
  schedules:
"""
DEV = """\
  dev:
    account: "111122223333"
    region: us-east-1
    recovery_region: off
    data_protection: {schedules: {daily: {vault: off, also_copied_to: off}}}
contacts:
"""
TEXT = changed(
    ("  schedules:\n", PARTS),
    ("cron(0 3 * * ? *)", "cron(0 3 * * ? *), vault: vital, also_copied_to: [offsite]"),
    ("contacts:\n", DEV),
)


def test_a_stage_may_do_without_a_vault_and_copies() -> None:
    """It says so once, and has what is left."""
    prod, dev = planned(TEXT, "prod").backup, planned(TEXT, "dev").backup

    assert prod is not None
    assert dev is not None
    assert [vault.tier for vault in prod.vaults] == [None, "vital"]
    assert [vault.tier for vault in dev.vaults] == [None]
    assert [len(backup.plans[0].rules[0].copies) for backup in (prod, dev)] == [1, 0]


def test_a_copy_that_a_stage_takes_out_is_missed() -> None:
    """Taking out the vault alone would lose copies without a word."""
    taken_out = TEXT.replace(
        "{schedules: {daily: {vault: off, also_copied_to: off}}}", "{copies: off}"
    )
    (problem,) = problems_of(taken_out)

    assert problem.kind == "viewpoint/unknown-name"
    assert "in the stage dev" in problem.what
