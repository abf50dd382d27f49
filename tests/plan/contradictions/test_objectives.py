"""What is claimed for data, and whether what protects them is shown to meet it."""

import pytest

from tests.support.viewpoints import changed, problems_of

ORDERS = "orders: {resource: checkout/orders"
BUCKET = 'orders: {arn: "arn:aws:s3:::orders"'
DATABASE = 'orders: {arn: "arn:aws:rds:eu-west-1:111122223333:db:orders"'
CONTINUOUS = ("cron(0 3 * * ? *)", "cron(0 3 * * ? *), continuous: true")
COPIED = ("cron(0 3 * * ? *)", "cron(0 3 * * ? *), copy_retention: 30d")
OFFSITE = (
    "  schedules:\n    daily: {schedule: cron(0 3 * * ? *)",
    (
        "  copies: {offsite: {account: '444455556666', region: eu-west-1, vault: shop}}\n"
        "  schedules:\n    daily: {schedule: cron(0 3 * * ? *), also_copied_to: [offsite]"
    ),
)
AT = "data_protection.protected.orders.objectives"
Changes = list[tuple[str, str]]


def claimed(claim: str, *changes: tuple[str, str], what: str = ORDERS, more: str = "") -> str:
    """Return a viewpoint that claims something for its orders."""
    return changed((ORDERS, f"{what}, objectives: {{{claim}}}{more}"), *changes)


@pytest.mark.parametrize(
    ("what", "changes", "shortest"),
    [
        # A day, an hour to begin and four to be done.
        (ORDERS, [], "29h"),
        (ORDERS, [("cron(0 3 * * ? *)", "cron(0 3 * * ? *), completion_window: 6h")], "31h"),
        (ORDERS, [("cron(0 3 * * ? *)", "cron(0 3 ? * SUN *)")], "173h"),
        (ORDERS, [("cron(0 3 * * ? *)", "cron(0 * * * ? *), completion_window: 2h")], "4h"),
        # A table has no continuous backups of AWS Backup, whatever a schedule says.
        (ORDERS, [CONTINUOUS], "29h"),
        (BUCKET, [CONTINUOUS], "15m"),
        (DATABASE, [CONTINUOUS], "5m"),
    ],
)
def test_what_is_lost_where_data_are_spoiled(what: str, changes: Changes, shortest: str) -> None:
    """It is met by what protects the data best; a second less is out of reach."""

    def text(rpo: str) -> str:
        return claimed(f"corruption: {{rpo: {rpo}}}", *changes, what=what)

    (problem,) = problems_of(text(_less(shortest)))

    assert problems_of(text(shortest)) == ()
    assert (problem.kind, problem.where.subject) == (
        "plan/objective-out-of-reach",
        f"{AT}.corruption.rpo",
    )
    assert f"write rpo: {shortest} or more" in problem.fix


def _less(duration: str) -> str:
    seconds = int(duration[:-1]) * {"m": 60, "h": 3_600}[duration[-1]] - 1
    return f"{seconds}s"


def test_the_arithmetic_is_told() -> None:
    """With what would meet it."""
    (problem,) = problems_of(claimed("corruption: {rpo: 5m}"))

    assert problem.what == (
        "of orders, rpo 5m is claimed for when data are deleted or spoiled, by a mistake or on "
        "purpose: daily loses up to 29h (24h from job to job + 1h start window + 4h completion "
        "window)"
    )
    assert problem.fix == (
        "write rpo: 29h or more, or add to its mechanisms point_in_time_recovery"
    )


SCHEDULE = "daily: {schedule: cron(0 3 * * ? *)"
TABLE_TWICE = (
    "region: eu-west-1, recovery_region: eu-central-1",
    "regions: [eu-west-1, us-east-1]",
)


def test_what_runs_in_place_of_what_is_copied_is_no_copy() -> None:
    """Of two rules at one time, the one with the longer retention runs, and it copies nothing."""
    longer = "long: {schedule: cron(0 3 * * ? *), retention: 365d}"
    copied = f"{SCHEDULE}, copy_retention: 7d, retention: 7d}}\n    {longer}"
    both = ("schedules: [daily]", "schedules: [daily, long]")
    text = claimed("region: {rpo: 40h}", (f"{SCHEDULE}}}", copied), both)
    (problem,) = problems_of(text)

    assert problem.kind == "plan/objective-out-of-reach"
    assert "give each schedule of it copy_retention" in problem.fix
    assert problems_of(text.replace("retention: 365d", "retention: 7d")) == ()


def test_what_is_deleted_before_the_next_is_made_is_no_backup() -> None:
    """A monthly backup that is kept for a week is missing for three."""
    monthly = (f"{SCHEDULE}}}", "daily: {schedule: cron(0 3 1 * ? *), retention: KEPT}")
    text = claimed("corruption: {rpo: 40d}", monthly)
    (problem,) = problems_of(text.replace("KEPT", "7d"))

    assert "nothing that protects it is sure to be left then" in problem.what
    assert "let retention and copy_retention of its schedules last" in problem.fix
    assert problems_of(text.replace("KEPT", "35d")) == ()


def test_a_claim_makes_no_replica_quicker_than_it_is() -> None:
    """An alarm at one second on what usually is five behind would say so all the time."""
    (problem,) = problems_of(
        claimed("region: {rpo: 1s}", more=", mechanisms: {dynamodb_global_table: on}")
    )

    assert "dynamodb_global_table loses up to 5s (lag)" in problem.what
    assert (
        problems_of(claimed("region: {rpo: 5s}", more=", mechanisms: {dynamodb_global_table: on}"))
        == ()
    )


def test_what_holds_in_one_region_may_not_hold_in_another() -> None:
    """The copy of one is in the Region of the other, and that one's copy is beside it."""
    copies = (
        "  schedules:\n    daily: {schedule: cron(0 3 * * ? *)",
        (
            "  copies: {there: {region: us-east-1, vault: shop}}\n"
            "  schedules:\n    daily: {schedule: cron(0 3 * * ? *), also_copied_to: [there]"
        ),
    )
    (problem,) = problems_of(claimed("region: {rpo: 40h}", copies, TABLE_TWICE))

    assert problem.what.startswith("of orders in us-east-1, rpo 40h is claimed")


def test_both_objectives_that_are_missed_are_told() -> None:
    """Whoever mends one need not run it again to hear of the other."""
    found = problems_of(claimed("corruption: {rpo: 1h, rto: 1h}"))

    assert [each.where.subject for each in found] == [
        f"{AT}.corruption.rpo",
        f"{AT}.corruption.rto",
    ]


@pytest.mark.parametrize(
    ("mechanism", "fix"),
    [
        ("s3_replication: {bucket: there}", "write rule at mechanisms.s3_replication"),
        (
            "s3_replication_time_control: {bucket: there, rule: all, alarm_at: 2h}",
            "lower alarm_at of mechanisms.s3_replication_time_control",
        ),
    ],
)
def test_what_is_there_is_mended_and_not_proposed(mechanism: str, fix: str) -> None:
    """By the key that it lacks, or that is too high."""
    text = claimed("region: {rpo: 1h}", what=BUCKET, more=f", mechanisms: {{{mechanism}}}")
    (problem,) = [each for each in problems_of(text) if each.is_error]

    kind = mechanism.partition(":")[0]
    assert fix in problem.fix
    proposed = problem.fix.partition("add to its mechanisms ")[2].partition(", or ")[0]
    assert kind not in proposed.removeprefix("one of ").split(", ")


def test_what_is_in_one_zone_is_lost_with_it() -> None:
    """A file system of EFS One Zone, though its type spans zones."""
    files = 'orders: {arn: "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-1"'
    assert problems_of(claimed("zone: {rpo: 0s}", what=files)) == ()
    (problem,) = problems_of(claimed("zone: {rpo: 0s}", what=files, more=", one_zone: true"))

    assert "daily loses up to 29h" in problem.what


def test_what_is_not_claimed_is_no_promise() -> None:
    """Nobody is held to what nobody wrote."""
    assert problems_of(changed()) == ()


def test_a_claim_that_all_data_share_is_reported_where_it_stands() -> None:
    """A store may take it back."""
    text = changed(("data_protection:\n", "data_protection:\n  objectives: {zone: {rto: 1m}}\n"))
    common = text.replace("{zone: {rto: 1m}}", "{region: {rpo: 1m}}")
    (problem,) = problems_of(common)

    assert problems_of(text) == ()
    assert problem.where.subject == "data_protection.objectives.region.rpo"
    assert problems_of(common.replace(ORDERS, f"{ORDERS}, objectives: {{region: off}}")) == ()


@pytest.mark.parametrize(
    ("claim", "more", "changes", "kinds"),
    [
        ("region: {rpo: 33h}", "", [COPIED], []),
        ("region: {rpo: 32h}", "", [COPIED], ["plan/objective-out-of-reach"]),
        ("region: {rpo: 1m}", ", mechanisms: {dynamodb_global_table: on}", [], []),
        # A replica copies what is spoiled.
        (
            "corruption: {rpo: 1m}",
            ", mechanisms: {dynamodb_global_table: on}",
            [],
            ["plan/objective-out-of-reach"],
        ),
        ("account: {rpo: 30d}", "", [COPIED], ["plan/objective-out-of-reach"]),
        ("account: {rpo: 33h}", "", [OFFSITE], []),
        ("region: {rto: 1h}", "", [COPIED], ["plan/objective-not-shown"]),
        ("region: {rto: 75m}", ", restore: {takes: 1h}", [COPIED], []),
        ("region: {rto: 1h}", ", restore: {takes: 1h}", [COPIED], ["plan/objective-out-of-reach"]),
        (
            "region: {rto: 1h}",
            ", mechanisms: {dynamodb_global_table: on}",
            [],
            ["plan/objective-not-shown"],
        ),
        ("region: {rto: 25m}", ", mechanisms: {dynamodb_global_table: {takes: 10m}}", [], []),
    ],
)
def test_each_scenario_by_what_is_left_then(
    claim: str, more: str, changes: Changes, kinds: list[str]
) -> None:
    """One way back has to meet what is claimed, with the time that people need to begin."""
    found = problems_of(claimed(claim, *changes, more=more))

    assert [problem.kind for problem in found] == kinds


def test_data_are_kept_for_as_long_as_they_have_to_be_restorable() -> None:
    """A recovery point that is gone restores nothing."""
    (problem,) = problems_of(claimed("", more=", retention: 90d"))

    assert problem.kind == "plan/retention-out-of-reach"
    assert "its backups are kept for 30d" in problem.what
    assert problems_of(claimed("", more=", retention: 30d")) == ()


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("rpo", "rpo: 1m", "objectives: {region: {rpo: 1m}}"),
        ("rpo", "rpo: 1m, rto: 5m", "objectives: {region: {rpo: 1m, rto: 5m}}"),
        ("replicate_by", "replicate_by: s3_replication", "mechanisms: {s3_replication: on}"),
        ("replicate_by", "replicate_by: s3_replicaton", "did you mean 's3_replication'?"),
    ],
)
def test_keys_of_before_are_refused_with_what_to_write(key: str, old: str, new: str) -> None:
    """With the values that stand there; what else is wrong is told as well."""
    (problem,) = problems_of(changed((ORDERS, f"{ORDERS}, {old}")))

    assert problem.where.subject == f"data_protection.protected.orders.{key}"
    assert new in problem.fix


def test_nothing_is_said_where_a_schedule_cannot_be_read() -> None:
    """How often it runs is not known then."""
    text = claimed("corruption: {rpo: 1m}", ("cron(0 3 * * ? *)", "daily"))

    assert [problem.where.subject for problem in problems_of(text)] == [
        "data_protection.schedules.daily.schedule"
    ]


def test_nothing_is_said_where_a_copy_cannot_be_read() -> None:
    """Where it goes is not known then."""
    text = claimed("account: {rpo: 33h}", OFFSITE)
    wrong = text.replace("444455556666", "4")

    assert problems_of(text) == ()
    assert wrong != text
    assert [problem.where.subject for problem in problems_of(wrong)] == [
        "data_protection.copies.offsite.account"
    ]


@pytest.mark.parametrize(
    ("claim", "what", "changes", "fix"),
    [
        ("corruption: {rpo: 4h}", ORDERS, [], "give it a schedule that runs more often"),
        ("corruption: {rpo: 15m}", BUCKET, [], "give it a schedule with continuous: true"),
        ("corruption: {rpo: 1h}", BUCKET, [], "add to its mechanisms s3_versioning"),
        ("region: {rpo: 2d}", ORDERS, [], "give a schedule of it copy_retention"),
        ("account: {rpo: 2d}", ORDERS, [COPIED], "name a vault of another account"),
    ],
)
def test_what_would_meet_a_claim_is_proposed(
    claim: str, what: str, changes: Changes, fix: str
) -> None:
    """By the same arithmetic that refuses it."""
    (problem,) = problems_of(claimed(claim, *changes, what=what))

    assert fix in problem.fix


@pytest.mark.parametrize("claim", ["region: {rpo: 1m}", "account: {rpo: 1m}"])
def test_nothing_is_proposed_that_would_not_meet_a_claim(claim: str) -> None:
    """No copy is there within a minute."""
    (problem,) = problems_of(claimed(claim))

    assert "copy" not in problem.fix
    assert "copied" not in problem.fix
