"""Pages for lost data: every mechanism and type has its commands, and AWS knows each of them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.aws_command import AwsCommand, commands, mistakes, query_gaps
from tests.support.plans import RULE
from tests.support.viewpoints import SMALL, WHOLE, changed
from tocsin.plan import CopySpec, StoredValue, make_plan
from tocsin.recovery import MECHANISMS, STORE_TYPES, Mechanism, Store
from tocsin.runbooks import recovery_pages, review_runbooks
from tocsin.runbooks.recovery import RecoveryPage
from tocsin.runbooks.recovery.backup_again import backed_up_again
from tocsin.runbooks.recovery.failover import failover
from tocsin.runbooks.recovery.from_vault import restored_from, role_step
from tocsin.runbooks.recovery.point_in_time import back_in_time
from tocsin.runbooks.recovery.protected_data import ProtectedData
from tocsin.runbooks.recovery.step import Step, numbered
from tocsin.viewpoint import load_viewpoint, parse_viewpoint

_ELSEWHERE = {kind for kind, each in MECHANISMS.items() if each.is_elsewhere}
_ARNS = {
    "Aurora": "rds:us-east-1:111122223333:cluster:lines",
    "DocumentDB": "rds:us-east-1:111122223333:cluster:lines",
    "DynamoDB": "dynamodb:us-east-1:111122223333:table/lines",
    "EBS": "ec2:us-east-1:111122223333:volume/vol-0fedcba9876543210",
    "EFS": "elasticfilesystem:us-east-1:111122223333:file-system/fs-0123",
    "ElastiCache": "elasticache:us-east-1:111122223333:replicationgroup:lines",
    "MSK": "kafka:us-east-1:111122223333:cluster/lines/0000",
    "Neptune": "rds:us-east-1:111122223333:cluster:lines",
    "RDS": "rds:us-east-1:111122223333:db:lines",
    "S3": "s3:::lines",
}


def _data(type_: str, *mechanisms: Mechanism, arn: str = "") -> ProtectedData:
    store = Store(name="order lines", region="us-east-1", type=type_, mechanisms=mechanisms)
    return ProtectedData(
        store=store,
        account="111122223333",
        written_arn=arn or f"arn:aws:{_ARNS[type_]}",
        rules=(RULE,),
    )


def _commands(steps: Iterable[Step]) -> list[AwsCommand]:
    return list(commands("\n".join(numbered(steps))))


def _wrong(found: Iterable[AwsCommand]) -> Iterator[str]:
    for command in found:
        yield from mistakes(command)
        yield from query_gaps(command)
        if "--region" not in command.text and command.service != "iam":
            yield f"{command.text}: which Region?"


@pytest.mark.parametrize("kind", sorted(_ELSEWHERE))
@pytest.mark.parametrize("copy", ["", "lines-there"])
def test_every_copy_elsewhere_has_its_way(kind: str, copy: str) -> None:
    """Each command asks the Region of the copy, and names it where the viewpoint does."""
    mechanism = Mechanism(kind=kind, region="us-west-2", copy=copy)
    found = _commands(failover(_data(MECHANISMS[kind].types[0], mechanism), mechanism))

    in_the_lost_region = {"switchover-global-cluster", "describe-db-cluster-snapshots"}
    regions = {each.operation: each.options["region"][0] for each in found}

    assert regions
    assert {name for name, region in regions.items() if region != "us-west-2"} <= in_the_lost_region
    assert list(_wrong(found)) == []


def test_what_is_in_the_region_is_lost_with_it() -> None:
    """A standby in another zone is no way out of the Region."""
    for kind in set(MECHANISMS) - _ELSEWHERE:
        assert failover(_data(MECHANISMS[kind].types[0]), Mechanism(kind=kind)) == ()


@pytest.mark.parametrize("type_", MECHANISMS["point_in_time_recovery"].types)
def test_every_type_goes_back_in_time(type_: str) -> None:
    """By the service's own command, which names what there is and what is made."""
    mechanism = Mechanism(kind="point_in_time_recovery")
    found = _commands(back_in_time(_data(type_, mechanism)))
    (restore,) = (each for each in found if each.operation.endswith("-to-point-in-time"))

    assert {"lines", "lines-restored", "TIME"} <= {each[0] for each in restore.options.values()}
    assert list(_wrong(found)) == []


def test_continuous_backups_go_back_as_the_services_do() -> None:
    """AWS Backup keeps those of databases as their services keep theirs."""
    continuous = replace(RULE, continuous=True)
    of_cluster = replace(_data("Aurora"), rules=(continuous,))
    of_table = replace(_data("DynamoDB"), rules=(continuous,))

    assert any("restore-db-cluster-to" in each.text for each in _commands(back_in_time(of_cluster)))
    assert back_in_time(of_table) == ()


def test_a_bucket_goes_back_by_its_versions() -> None:
    """Markers are looked at, then deleted, and versions copied: one that is deleted is gone."""
    steps = back_in_time(_data("S3", Mechanism(kind="s3_versioning")))
    found = _commands(steps)

    assert [each.operation for each in found][2:] == ["head-object", "delete-object", "copy-object"]
    assert "is deleted for ever" in "\n".join(numbered(steps))
    assert found[-1].options["copy-source"] == ["lines/KEY?versionId=VERSION"]
    assert list(_wrong(found)) == []


@pytest.mark.parametrize("kind", ["dynamodb_global_table", "dynamodb_strong_global_table"])
def test_a_table_comes_back_in_one_region(kind: str) -> None:
    """What the commands do not give back is said."""
    mechanisms = (
        Mechanism(kind="point_in_time_recovery"),
        Mechanism(kind=kind, region="eu-west-1"),
    )
    text = "\n".join(numbered(back_in_time(_data("DynamoDB", *mechanisms))))

    assert "The table is in this Region alone" in text
    assert ("strong consistency" in text) == (kind == "dynamodb_strong_global_table")


@pytest.mark.parametrize("is_continuous", [True, False])
def test_a_point_of_all_moments_needs_its_moment(*, is_continuous: bool) -> None:
    """Without one it brings back what was spoiled."""
    data = replace(_data("RDS"), rules=(replace(RULE, continuous=is_continuous),))
    text = "\n".join(numbered(restored_from(data, "shop-prod", "us-east-1", "the newest")))
    assert ("unless the metadata name the moment" in text) == is_continuous


def test_a_failed_backup_asks_for_copies_and_waits_for_what_it_copies() -> None:
    """And a cluster gets its instance when it is there."""
    found = [each.operation for each in _commands(backed_up_again(_data("RDS")))]
    assert "list-copy-jobs" in found
    assert found.index("describe-backup-job") < found.index("start-copy-job")
    of_cluster = numbered(restored_from(_data("Aurora"), "shop-prod", "us-east-1", "the newest"))
    assert "Wait until the job is COMPLETED" in "\n".join(of_cluster)


def test_a_failover_that_loses_data_is_for_a_region_that_does_not_answer() -> None:
    """What loses nothing stands first, and what cannot be undone says so."""
    mechanism = Mechanism(kind="aurora_global_database", region="eu-west-1")
    text = "\n".join(numbered(failover(_data("Aurora"), mechanism)))
    assert text.index("switchover-global-cluster") < text.index("--allow-data-loss")
    assert "Only if the Region does not answer" in text
    assert "Nothing takes it back" in text


@pytest.mark.parametrize("type_", sorted(_ARNS.keys() & STORE_TYPES.keys()))
def test_every_type_is_restored_from_a_vault_and_backed_up_again(type_: str) -> None:
    """Also those of which no more is known."""
    data = _data(type_)
    found = _commands(
        [
            role_step("us-east-1"),
            *restored_from(data, "shop-prod-recovery", "us-west-2", "the newest"),
            *backed_up_again(data),
        ]
    )

    assert list(_wrong(found)) == []
    (restore,) = (
        each
        for each in found
        if each.operation == "start-restore-job" and each.options["region"] == ["us-west-2"]
    )
    assert restore.options["metadata"] == ["file://metadata.json"]
    (again,) = (each for each in found if each.operation == "start-backup-job")
    assert again.options["lifecycle"] == ["DeleteAfterDays=30"]
    (copied,) = (each for each in found if each.operation == "start-copy-job")
    assert copied.options["destination-backup-vault-arn"] == [
        "arn:aws:backup:us-west-2:111122223333:backup-vault:shop-prod-recovery"
    ]


def test_cold_storage_and_other_accounts_are_as_the_rule_has_them() -> None:
    """What is done by hand is what the rule would have done."""
    copy = CopySpec(vault="off", region="eu-west-3", retention_days=365, account="444455556666")
    rule = replace(RULE, retention_days=2555, cold_after_days=30, other_copies=(copy,))
    found = _commands(backed_up_again(replace(_data("EBS"), rules=(rule,))))

    assert [each.options["lifecycle"] for each in found if "lifecycle" in each.options] == [
        ["MoveToColdStorageAfterDays=30,DeleteAfterDays=2555"],
        ["DeleteAfterDays=90"],
        ["DeleteAfterDays=365"],
    ]
    assert ":444455556666:backup-vault:off" in found[-1].text


def test_stored_names_are_looked_up() -> None:
    """A word in capitals stands for what a parameter says, and the first step asks for it."""
    stored = str(StoredValue("/shop/lines"))
    part = _data("DynamoDB", arn=f"arn:aws:dynamodb:us-east-1:111122223333:table/{stored}")
    whole = _data("DynamoDB", arn=stored)

    assert (part.name, part.arn.rpartition("/")[2]) == ("ORDER_LINES", "ORDER_LINES")
    assert (whole.name, whole.arn) == ("ORDER_LINES", "ORDER_LINES_ARN")
    for data in (part, whole):
        (lookup,) = _commands(data.lookups())
        assert lookup.options["name"] == ["/shop/lines"]
        assert mistakes(lookup) == []


def _pages(text: str) -> dict[str, RecoveryPage]:
    viewpoint, _ = parse_viewpoint(text)
    plans = [make_plan(viewpoint, stage) for stage in viewpoint.stages]
    return {page.path: page for page in recovery_pages(plans, viewpoint)}


def test_pages_of_a_whole_viewpoint() -> None:
    """Of each stage that is kept; whoever has tests has the page for one that failed."""
    viewpoint, _ = load_viewpoint(WHOLE)
    plans = [make_plan(viewpoint, stage) for stage in viewpoint.stages]
    pages = recovery_pages(plans, viewpoint)
    kept = sorted(plan.stage for plan in plans if plan.retain)

    assert sorted({page.stage for page in pages}) == kept
    names = {page.path.rpartition("/")[2] for page in pages}
    assert names == {
        "account-lost.md",
        "failed-backup.md",
        "failed-restore-test.md",
        "point-in-time-restore.md",
        "region-failover.md",
    }
    for page in pages:
        assert list(_wrong(commands(page.text))) == []
        assert page.text.endswith("\n")
        assert "{" not in page.text.replace('{"Create":{"RegionName"', "")


def test_a_test_is_repeated_where_it_restores() -> None:
    """From the vault that it takes, in its Region, with what it sets in the metadata."""
    tests = """  restore_tests:
    weekly:
      schedule: "cron(0 6 ? * SUN *)"
      protected: [orders]
      where: both
      within: 3h
      metadata: {DynamoDB: {encryptionType: KMS}}
"""
    text = changed(("(0 3 * * ? *)}", "(0 3 * * ? *), copy_retention: 30d}")) + tests
    page = _pages(text)["backups/prod/failed-restore-test.md"]
    found = list(commands(page.text))

    assert list(_wrong(found)) == []
    assert [
        (each.options["region"][0], each.options["backup-vault-name"][0])
        for each in found
        if each.operation == "get-recovery-point-restore-metadata"
    ] == [("eu-west-1", "shop-prod"), ("eu-central-1", "shop-prod-recovery")]
    assert page.text.count("In the test, `encryptionType` is `KMS`.") == 2
    assert "restores its copies in eu-central-1, within 3h" in page.text


def test_what_is_out_of_reach_comes_back_when_the_account_is_lost() -> None:
    """From a vault of another account, and from one that nobody can delete."""
    viewpoint, _ = load_viewpoint(WHOLE)
    pages = recovery_pages([make_plan(viewpoint, "prod")], viewpoint)
    (page,) = (each for each in pages if each.path.endswith("account-lost.md"))
    found = list(commands(page.text))

    assert [
        each.options["region"][0] for each in found if each.operation == "start-restore-job"
    ] == ["eu-west-3"]
    assert "With credentials of the account 444455556666." in page.text
    assert "backups/prod/account-lost.md" not in _pages(SMALL)


def test_an_air_gapped_vault_is_shared_before_it_is_read() -> None:
    """Whoever still can sign in shares it; else a team has to approve."""
    text = changed(
        ("(0 3 * * ? *)}", "(0 3 * * ? *), also_copied_to: [air_gapped]}"),
        (
            "  schedules:\n",
            "  air_gapped: {minimum_retention: 7d, maximum_retention: 35d}\n  schedules:\n",
        ),
    )
    page = _pages(text)["backups/prod/account-lost.md"]
    found = list(commands(page.text))
    arn = "arn:aws:backup:eu-central-1:111122223333:backup-vault:shop-prod-air-gapped"

    assert list(_wrong(found)) == []
    (shared,) = (each for each in found if each.operation == "create-resource-share")
    (asked,) = (each for each in found if each.operation == "create-restore-access-backup-vault")
    assert shared.options["resource-arns"] == asked.options["source-backup-vault-arn"] == [arn]


def test_data_without_a_way_out_of_the_region_say_so() -> None:
    """Whoever opens the page reads it there, and not that nothing is to be done."""
    page = _pages(SMALL)["backups/prod/region-failover.md"]

    assert "no way back" in page.text
    assert "Nothing of it is left" in page.text
    assert "ROLE_ARN" not in page.text


def test_copies_in_the_recovery_region_are_the_way_where_no_replica_is() -> None:
    """They are restored there, from the vault of the copies."""
    text = changed(("(0 3 * * ? *)}", "(0 3 * * ? *), copy_retention: 30d}"))
    page = _pages(text)["backups/prod/region-failover.md"]
    restores = [each for each in commands(page.text) if each.operation == "start-restore-job"]

    assert restores
    assert {each.options["region"][0] for each in restores} == {"eu-central-1"}


def test_the_way_that_the_claims_rest_on_is_first() -> None:
    """The other one follows under a heading of its own, for whoever finds the first one gone."""
    mechanisms = "{rds_read_replica: {instance: far, alarm_at: 2h}, rds_backup_replication: on}"
    arn = "arn:aws:rds:{region}:{account}:db:old"
    old = f"    old: {{arn: '{arn}', schedules: [daily], mechanisms: {mechanisms}}}\n"
    text = changed(("(0 3 * * ? *)}", "(0 3 * * ? *), copy_retention: 30d}"))
    page = _pages(f"{text}{old}")["backups/prod/region-failover.md"]
    headings = [line for line in page.text.splitlines() if line.startswith("## old")]

    assert [each.rpartition(", ")[2] for each in headings] == [
        "by rds_backup_replication",
        "by rds_read_replica",
        "by copies of its recovery points",
    ]
    assert "Another way, by rds_read_replica" in page.text


def test_names_that_the_lost_region_keeps_are_noted_before() -> None:
    """Its parameters cannot be read when they are needed."""
    text = changed(
        ("table: shop-orders", 'table: "ssm:/shop/orders"'),
        ("(0 3 * * ? *)}", "(0 3 * * ? *), copy_retention: 30d}"),
    )
    pages = _pages(text)

    assert "note it down beforehand" in pages["backups/prod/region-failover.md"].text
    assert "note it down beforehand" not in pages["backups/prod/point-in-time-restore.md"].text


def test_without_protected_data_there_is_no_page() -> None:
    """Nothing is written for whoever backs up nothing."""
    assert _pages(SMALL[: SMALL.index("data_protection:")]) == {}


def test_a_page_that_is_not_as_the_viewpoint_is_written_anew(tmp_path: Path) -> None:
    """But not one of somebody's own."""
    viewpoint, _ = parse_viewpoint(SMALL)
    plans = [make_plan(viewpoint, "prod")]

    def outdated() -> list[str]:
        return [page.path for page in review_runbooks(tmp_path, viewpoint, plans).outdated]

    pages = recovery_pages(plans, viewpoint)
    assert outdated() == [page.path for page in pages]
    for page in pages:
        (tmp_path / page.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / page.path).write_text(page.text)
    assert outdated() == []

    first, second = (tmp_path / page.path for page in pages[:2])
    first.write_text(first.read_text().replace("shop-orders", "orders"))
    second.write_text("# Ours\n\nAs we do it.\n")
    assert outdated() == [pages[0].path]


def test_rehearsal_is_told_apart_from_the_real_thing() -> None:
    """Only the command for a lost Region may lose data."""
    mechanism = Mechanism(
        kind="aurora_global_database", region="us-west-2", watched_at=timedelta(minutes=1)
    )
    found = _commands(failover(_data("Aurora", mechanism), mechanism))

    assert [each.operation for each in found if "allow-data-loss" in each.options] == [
        "failover-global-cluster"
    ]
