"""What is restored for tests, from where, and what cannot be."""

from datetime import timedelta

import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.plan import BackupSpec, RestoreTestSpec

ORDERS = "    orders: {resource: checkout/orders, schedules: [daily]}\n"
TABLE_LINE = "      orders: {type: dynamodb_table, table: shop-orders}\n"
COPIED = ("{schedule: cron(0 3 * * ? *)}", "{schedule: cron(0 3 * * ? *), copy_retention: 30d}")
TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/shop-orders"


def _tested(
    settings: str = "", others: str = "", *changes: tuple[str, str], protected: str = "orders"
) -> str:
    test = f"schedule: cron(0 6 ? * SUN *), protected: [{protected}], within: 2h{settings}"
    return changed(
        (ORDERS, f"{ORDERS}{others}  restore_tests:\n    weekly: {{{test}}}\n"), *changes
    )


def _backup(text: str) -> BackupSpec:
    backup = planned(text).backup
    assert backup is not None
    return backup


def _of_data(text: str) -> RestoreTestSpec:
    tests = _backup(text).regions[0].restore_tests
    assert tests is not None
    (test,) = tests.tests
    return test


def _kinds(text: str) -> list[str]:
    return [each.kind for each in problems_of(text)]


def test_nothing_is_restored_unasked() -> None:
    """It costs what is restored."""
    assert _backup(changed()).restore_tests == ()


def test_the_newest_point_of_what_is_named_is_restored() -> None:
    """From the vault that its schedules fill, within the time that the newest is there at least."""
    test = _of_data(_tested())
    (selection,) = test.selections

    assert (test.name, test.vaults) == ("shop_prod_weekly", ("shop-prod",))
    # A day, an hour to start in and four to be done in, and an hour until the restore starts.
    assert test.selection_window_days == 2
    assert test.point_types == ("SNAPSHOT",)
    assert (test.start_window_hours, selection.validation_hours) == (1, 2)
    assert (selection.type, selection.arns, selection.metadata) == ("DynamoDB", (TABLE,), ())
    assert [each.expectation.name for each in test.stores] == ["orders"]


@pytest.mark.parametrize(
    ("schedule", "window", "days"),
    [
        ("cron(0 * * * ? *)", "1h", 1),
        # A day and five hours, and the eighteen that the restore may wait.
        ("cron(0 3 * * ? *)", "18h", 2),
        ("cron(0 3 * * ? *)", "19h", 3),
        ("cron(0 3 ? * SUN *)", "1h", 8),
        ("cron(0 3 1 * ? *)", "1h", 32),
    ],
)
def test_a_test_looks_back_far_enough(schedule: str, window: str, days: int) -> None:
    """A restore test that finds no recovery point in its window restores nothing and is green."""
    text = _tested(f", start_window: {window}", "", ("cron(0 3 * * ? *)}", f"{schedule}}}"))

    assert _of_data(text).selection_window_days == days


def test_what_is_backed_up_too_seldom_cannot_be_tested() -> None:
    """AWS Backup looks back a year."""
    text = _tested("", "", ("cron(0 3 * * ? *)", "cron(0 3 1 1 ? *), retention: 400d"))

    (problem,) = problems_of(text)
    assert problem.kind == "plan/restored-too-old"
    assert "may be 367 days old" in problem.what or "may be 366 days old" in problem.what


def test_a_test_that_may_be_missing_unnoticed_is_refused() -> None:
    """How long ago something was validated is known for 400 days, and the alarm needs more."""
    yearly = ("cron(0 6 ? * SUN *)", "cron(0 6 1 1 ? *)")

    assert _kinds(_tested().replace(*yearly)) == []
    leap_years = problems_of(_tested().replace(yearly[0], "cron(0 6 29 2 ? *)"))
    (problem,) = (each for each in leap_years if each.kind == "plan/restored-too-seldom")
    assert problem.where.key_path[-2:] == ("weekly", "schedule")


@pytest.mark.parametrize(
    ("schedule", "where", "is_told"),
    [
        ("cron(0 3 * * ? *), retention: 2d", "data", False),
        # A day, five hours until it is done, and an hour to start the restore.
        ("cron(0 3 * * ? *), retention: 1d", "data", True),
        ("cron(0 3 1 * ? *), retention: 30d", "data", True),
        ("cron(0 3 1 * ? *), retention: 40d, copy_retention: 7d", "data", False),
        ("cron(0 3 1 * ? *), retention: 40d, copy_retention: 7d", "recovery", True),
        ("cron(0 3 1 * ? *), retention: 7d, copy_retention: 40d", "recovery", False),
    ],
)
def test_what_is_deleted_before_it_is_restored_is_told(
    schedule: str, where: str, *, is_told: bool
) -> None:
    """Such a test restores nothing at times, or nearly always, and AWS reports no failure."""
    text = _tested(f", where: {where}", "", ("cron(0 3 * * ? *)}", f"{schedule}}}"))

    found = [each for each in problems_of(text) if each.kind == "plan/restored-after-deletion"]
    assert [each.severity for each in found] == ["warning"] * is_told


def test_one_schedule_that_keeps_long_enough_is_enough() -> None:
    """A test takes the newest recovery point of any."""
    more = "cron(0 3 1 * ? *), retention: 7d}\n    more: {schedule: cron(0 3 * * ? *)}"
    text = _tested("", "", ("cron(0 3 * * ? *)}", more))

    assert "plan/restored-after-deletion" in _kinds(text)
    text = text.replace("schedules: [daily]", "schedules: [daily, more]")
    assert "plan/restored-after-deletion" not in _kinds(text)


def test_copies_are_tested_where_they_are() -> None:
    """A test where the data are says nothing of them; what is measured of both is told apart."""
    backup = _backup(_tested(", where: both", "", COPIED))
    data, copies = backup.restore_tests

    assert (data.region, copies.region) == ("eu-west-1", "eu-central-1")
    assert (data.of_copies, copies.of_copies) == (False, True)
    (copied,) = copies.tests
    assert (copied.name, copied.vaults) == ("shop_prod_recovery_weekly", ("shop-prod-recovery",))
    assert copied.selections[0].arns == (TABLE,)
    assert [each.expectation.name for each in copied.stores] == ["copy of orders"]
    # The four hours of its copy come on top.
    assert copied.selection_window_days == 2


def test_where_says_which() -> None:
    """Copies alone, or backups alone."""
    only = _backup(_tested(", where: recovery", "", COPIED))

    assert [each.of_copies for each in only.restore_tests] == [True]
    assert [each.of_copies for each in _backup(_tested("", "", COPIED)).restore_tests] == [False]


def test_a_stage_without_copies_tests_none() -> None:
    """It is a stage that does without; where data are too, they are tested."""
    off = ("recovery_region: eu-central-1", "recovery_region: off")

    both = _backup(_tested(", where: both", "", COPIED, off))
    assert [each.of_copies for each in both.restore_tests] == [False]
    assert _backup(_tested(", where: recovery", "", COPIED, off)).restore_tests == ()


def test_only_what_has_no_snapshots_is_restored_to_a_point_in_time() -> None:
    """How old a point in time is, nothing says."""
    database = "    database: {resource: checkout/database, schedules: [continuous]}\n"
    text = _tested(
        "",
        database,
        (TABLE_LINE, f"{TABLE_LINE}      database: {{type: aurora_cluster, cluster: shop}}\n"),
        (
            "  schedules:\n",
            "  schedules:\n    continuous: {schedule: cron(0 5 * * ? *), continuous: true}\n",
        ),
        protected="orders, database",
    )

    test = _of_data(text)
    assert test.point_types == ("CONTINUOUS", "SNAPSHOT")
    assert [each.name for each in test.selections] == ["dynamodb", "aurora"]
    assert _of_data(text.replace("[continuous]", "[continuous, daily]")).point_types == (
        "SNAPSHOT",
    )


def test_vaults_by_name_are_tested_too() -> None:
    """A recovery point is where its schedule puts it, and nowhere else."""
    text = _tested(
        "",
        "",
        ("  schedules:\n", "  vaults: {vital: {}}\n  schedules:\n"),
        ("cron(0 3 * * ? *)}", "cron(0 3 * * ? *), vault: vital}"),
    )

    assert _of_data(text).vaults == ("shop-prod-vital",)


def test_a_selection_names_thirty_at_most() -> None:
    """More of one type make a second one."""
    disks = "".join(
        f"    d{number}: {{arn: 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-{number}', "
        "schedules: [daily]}\n"
        for number in range(31)
    )
    names = ", ".join(f"d{number}" for number in range(31))

    selections = _of_data(_tested("", disks, protected=names)).selections
    assert [(each.name, len(each.arns)) for each in selections] == [("ebs", 30), ("ebs_2", 1)]


def test_a_name_has_no_hyphens_and_fits() -> None:
    """AWS Backup takes 50 letters, digits and underscores."""
    text = _tested().replace("weekly:", f"{'a-very ' * 7}long name:")
    name = _of_data(text).name

    assert len(name) == 50
    assert "-" not in name
    assert name.startswith("shop_prod_a_very")


def test_metadata_are_texts_with_the_values_of_the_stage_and_region() -> None:
    """Lists are JSON within a text, as AWS Backup takes them."""
    disk = "    disk: {arn: 'arn:aws:rds:{region}:{account}:db:disk', schedules: [daily]}\n"
    said = (
        ", where: both, metadata: {RDS: {dbSubnetGroupName: 'tests-{region}', multiAz: false, "
        "port: 3306, vpcSecurityGroupIds: {eu-west-1: [sg-1, 'ssm:/shop/sg'], "
        "eu-central-1: [sg-3]}}}"
    )
    data, copies = _backup(_tested(said, disk, COPIED, protected="disk")).restore_tests

    assert data.tests[0].selections[0].metadata == (
        ("dbSubnetGroupName", "tests-eu-west-1"),
        ("multiAz", "false"),
        ("port", "3306"),
        ("vpcSecurityGroupIds", '["sg-1","{{resolve:ssm:/shop/sg}}"]'),
    )
    assert dict(copies.tests[0].selections[0].metadata)["vpcSecurityGroupIds"] == '["sg-3"]'
    assert set(data.texts) >= {'["sg-1","{{resolve:ssm:/shop/sg}}"]'}


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        ("arn:aws:kms:{region}:{account}:key/1", ("arn:aws:kms:eu-west-1:111122223333:key/1",)),
        ("ssm:/shop/key", ("{{resolve:ssm:/shop/key}}",)),
        ("alias/shop", ()),
    ],
)
def test_whoever_looks_may_decrypt_by_the_key_of_the_restored_table(
    value: str, keys: tuple[str, ...]
) -> None:
    """A permission names a key by its Amazon Resource Name, and not by an alias."""
    text = _tested(f", metadata: {{DynamoDB: {{kmsMasterKeyArn: '{value}'}}}}")
    (tests,) = _backup(text).restore_tests

    assert tests.validator.keys == keys


@pytest.mark.parametrize(
    ("settings", "others", "protected", "kind"),
    [
        ("", "    x: {tags: {a: b}, schedules: [daily]}\n", "x", "restored-by-tags"),
        ("", "    x: {arn: 'ssm:/shop/x', schedules: [daily]}\n", "x", "restored-unknown"),
        (
            "",
            "    x: {arn: 'arn:aws:rds:{region}:{account}:cluster:x', schedules: [daily]}\n",
            "x",
            "restored-unknown",
        ),
        (
            "",
            "    x: {arn: 'arn:aws:ec2:{region}:{account}:instance/i-1', schedules: [daily]}\n",
            "x",
            "restored-unseen",
        ),
        (
            "",
            "    x: {arn: 'arn:aws:s3:::x', mechanisms: {s3_versioning: on}}\n",
            "x",
            "restored-without-backup",
        ),
        (", where: recovery", "", "orders", "restored-without-copy"),
        (", where: both", "", "orders", "restored-without-copy"),
        (", metadata: {DynamoDB: {kmsMasterKey: x}}", "", "orders", "unknown-metadata"),
        (", metadata: {Aurora: {dbSubnetGroup: x}}", "", "orders", "unknown-metadata"),
        (
            ", metadata: {DynamoDB: {encryptionType: {us-east-1: x}}}",
            "",
            "orders",
            "missing-metadata",
        ),
    ],
)
def test_what_would_fail_each_time_is_refused(
    settings: str, others: str, protected: str, kind: str
) -> None:
    """Before anything is deployed, with what to change."""
    found = [
        each
        for each in problems_of(_tested(settings, others, protected=protected))
        if each.severity != "note"
    ]

    assert [each.kind for each in found] == [f"plan/{kind}"]
    assert found[0].where.key_path[:3] == ("data_protection", "restore_tests", "weekly")
    assert found[0].fix


def test_a_key_that_a_page_may_have_gained_is_a_warning() -> None:
    """What AWS documents of a table is read whole; of clusters it has grown before."""
    table = _tested(", metadata: {DynamoDB: {newKey: x}}")
    cluster = _tested(", metadata: {Aurora: {newKey: x}, RDS: {DBSUBNETGROUPNAME: y}}")

    assert [each.severity for each in problems_of(table)] == ["error"]
    assert [each.severity for each in problems_of(cluster)] == ["warning"]


def test_what_two_tests_restore_is_told_apart() -> None:
    """A test that ran must not hide that the other one did not; the first keeps its name."""
    monthly = "    monthly: {schedule: cron(0 6 1 * ? *), protected: [orders], within: 2h}\n"
    tests = _backup(f"{_tested()}{monthly}").restore_tests[0].tests

    assert [[each.expectation.name for each in test.stores] for test in tests] == [
        ["orders"],
        ["orders by monthly"],
    ]
    assert [test.name for test in tests] == ["shop_prod_weekly", "shop_prod_monthly"]


def test_what_a_rule_cannot_send_is_refused() -> None:
    """The construct would refuse it when it is synthesized."""
    disks = "".join(
        f"    disk number {number}: {{arn: 'arn:aws:ec2:eu-west-1:111122223333:volume/"
        f"vol-0123456789abcdef{number}', schedules: [daily]}}\n"
        for number in range(99)
    )
    names = ", ".join(f"disk number {number}" for number in range(99))

    assert _kinds(_tested("", disks, protected=names)) == ["plan/restored-too-much"]


def test_each_region_tests_its_own_data() -> None:
    """Copies from all of them are in one place."""
    text = _tested(
        ", where: both",
        "",
        COPIED,
        ("region: eu-west-1,", "regions: [eu-west-1, us-east-1],"),
    )
    tests = _backup(text).restore_tests

    assert [(each.region, each.of_copies) for each in tests] == [
        ("eu-west-1", False),
        ("us-east-1", False),
        ("eu-central-1", True),
    ]
    assert [[store.expectation.name for store in each.tests[0].stores] for each in tests] == [
        ["orders"],
        ["orders us-east-1"],
        ["copy of orders", "copy of orders us-east-1"],
    ]
    names = {(each.region, test.name) for each in tests for test in each.tests}
    assert len(names) == 3


def test_how_long_a_restore_may_take_is_kept() -> None:
    """Alarms and the audit say so."""
    assert _of_data(_tested()).within == timedelta(hours=2)
