from pathlib import Path

import pytest

from tests.support.viewpoints import changed, problems_of

CASE = Path(__file__).with_name("lock_above_retention.yaml")
SCHEDULE = "daily: {schedule: cron(0 3 * * ? *)"


def _with(schedule: str, lock: str) -> str:
    return changed(
        (SCHEDULE, f"{SCHEDULE}, {schedule}"),
        ("  schedules:\n", f"  vault_lock: {{{lock}}}\n  schedules:\n"),
    )


def test_the_case_of_a_lock_above_the_retention() -> None:
    """Somebody locked a vault for 30 days, and each backup that is kept for seven failed."""
    (problem,) = problems_of(CASE.read_text())

    assert problem.kind == "plan/retention-outside-lock"
    assert str(problem.where).startswith("viewpoint.yaml:55:7")
    assert problem.where.subject == "data_protection.schedules.nightly.retention"
    assert "data_protection.vault_lock.minimum_retention is 30d" in problem.what
    assert problem.why == "Each job that writes into the locked vault fails."


@pytest.mark.parametrize(
    ("schedule", "lock", "key"),
    [
        ("retention: 6d", "minimum_retention: 7d", "retention"),
        ("retention: 36d", "minimum_retention: 7d, maximum_retention: 35d", "retention"),
        ("copy_retention: 6d", "minimum_retention: 7d", "copy_retention"),
        ("copy_retention: 90d", "minimum_retention: 7d, maximum_retention: 35d", "copy_retention"),
        ("continuous: true, retention: 35d", "minimum_retention: 36d", "retention"),
    ],
)
def test_what_is_kept_too_briefly_or_too_long(schedule: str, lock: str, key: str) -> None:
    """Each rule and each copy that writes into a locked vault has to be within its lock."""
    (problem,) = problems_of(_with(schedule, lock))

    assert problem.where.subject == f"data_protection.schedules.daily.{key}"
    assert problem.kind == "plan/retention-outside-lock"


def _also_copied(copy: str, *others: tuple[str, str]) -> str:
    """Return a viewpoint with a locked vault, into which copies go that somebody else may name."""
    lock = "  vault_lock: {minimum_retention: 7d, maximum_retention: 35d}\n"
    return changed(
        (SCHEDULE, f"{SCHEDULE}, also_copied_to: [beside]"),
        ("  schedules:\n", f"{lock}  copies: {{beside: {{{copy}}}}}\n  schedules:\n"),
        *others,
    )


@pytest.mark.parametrize(
    ("copy", "key"),
    [
        (
            'region: eu-west-1, vault: "{system}-{stage}", retention: 90d',
            "copies.beside.retention",
        ),
        (
            "region: eu-central-1, vault: shop-prod-recovery, retention: 6d",
            "copies.beside.retention",
        ),
        (
            'account: "111122223333", region: eu-west-1, vault: shop-prod, retention: 36d',
            "copies.beside.retention",
        ),
    ],
)
def test_copies_into_a_vault_of_ones_own_are_within_its_lock(copy: str, key: str) -> None:
    """Whoever names it as one of others has it all the same."""
    (problem,) = problems_of(_also_copied(copy))

    assert problem.kind == "plan/retention-outside-lock"
    assert problem.where.subject == f"data_protection.{key}"


@pytest.mark.parametrize(
    "copy",
    [
        "region: eu-west-1, vault: shop-prod, retention: 35d",
        "region: eu-west-1, vault: elsewhere, retention: 90d",
        "region: eu-west-3, vault: shop-prod, retention: 90d",
        'account: "444455556666", region: eu-west-1, vault: shop-prod, retention: 90d',
    ],
)
def test_vaults_of_others_have_locks_that_nobody_knows(copy: str) -> None:
    """One that has the name of one of ours in another place, or is within the lock."""
    assert [
        each.kind
        for each in problems_of(_also_copied(copy))
        if each.kind == "plan/retention-outside-lock"
    ] == []


def test_copies_without_a_retention_are_kept_as_what_is_copied() -> None:
    """They are told where the schedule names the vault."""
    text = _also_copied(
        "region: eu-west-1, vault: shop-prod", (f"{SCHEDULE},", f"{SCHEDULE}, retention: 90d,")
    )
    found = {problem.where.subject for problem in problems_of(text)}

    assert found == {
        "data_protection.schedules.daily.retention",
        "data_protection.schedules.daily.also_copied_to[0]",
    }


def test_both_are_told() -> None:
    """A rule and its copy that are both outside are two problems."""
    text = _with("retention: 6d, copy_retention: 5d", "minimum_retention: 7d")

    assert len(problems_of(text)) == 2


@pytest.mark.parametrize(
    ("schedule", "lock"),
    [
        ("retention: 7d, copy_retention: 35d", "minimum_retention: 7d, maximum_retention: 35d"),
        ("retention: 10y", "minimum_retention: 7d"),
    ],
)
def test_bounds_belong_to_a_lock(schedule: str, lock: str) -> None:
    """What is exactly as long as a bound is taken."""
    assert problems_of(_with(schedule.replace("10y", "3650d"), lock)) == ()


def test_a_stage_that_is_thrown_away_has_no_lock() -> None:
    """Its backups go with it, so that nothing is locked in it."""
    text = _with("retention: 6d", "minimum_retention: 7d")
    thrown_away = text.replace("region: eu-west-1,", "region: eu-west-1, retain: false,")

    assert problems_of(thrown_away) == ()


def test_a_schedule_that_nothing_uses_writes_nothing() -> None:
    """No rule is made of it."""
    brief = "    brief: {schedule: cron(0 4 * * ? *), retention: 1d}\n"
    unused = ("  protected:\n", f"{brief}  protected:\n")
    text = changed(unused, text=_with("retention: 30d", "minimum_retention: 7d"))

    assert problems_of(text) == ()


def test_a_lock_out_of_order() -> None:
    """No retention could be within it."""
    (problem,) = problems_of(_with("retention: 8d", "minimum_retention: 9d, maximum_retention: 7d"))

    assert problem.where.subject == "data_protection.vault_lock"
    assert problem.what == "minimum_retention, 9d, is longer than maximum_retention, 1w"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minimum_retention: 7d", "minimum_retention: 12h"),
        ("minimum_retention: 7d", "minimum_retention: 36h"),
        ("minimum_retention: 7d", "minimum_retention: 7d, changeable_for: 100h"),
        ("minimum_retention: 7d", "minimum_retention: 7d, maximum_retention: 40000d"),
        ("retention: 8d", "retention: 200h"),
        ("retention: 8d", "retention: 8d, copy_retention: 0d"),
    ],
)
def test_aws_backup_counts_days(old: str, new: str) -> None:
    """Hours were cut off without a word: 36 h were kept for a day."""
    text = changed((old, new), text=_with("retention: 8d", "minimum_retention: 7d"))
    (problem,) = problems_of(text)

    assert "is not a number of whole days up to 100 years" in problem.what
