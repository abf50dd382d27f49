"""What a stage has that is active in several Regions."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.plan import AlarmSpec, Plan, describe
from tocsin.plan.alarm_dashboard import alarm_dashboard_body

TEXT = (Path(__file__).parent.parent / "support" / "two_regions.yaml").read_text()
HOME, OTHER = "eu-west-1", "us-east-1"
HERE = f"regions: [{HOME}, {OTHER}]"
ALONE = (HERE, f"region: {HOME}")


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return planned(TEXT)


def _alarms(plan: Plan, region: str) -> dict[str, AlarmSpec]:
    return {alarm.id: alarm for alarm in plan.alarms if alarm.region == region}


def test_each_region_has_its_topics_and_alarms(plan: Plan) -> None:
    """The home comes first, then the other active Region, then that of the recovery."""
    assert (plan.region, plan.regions) == (HOME, (HOME, OTHER))
    assert [spec.region for spec in plan.alerting] == [HOME, OTHER, "eu-central-1"]
    assert "checkout-no-orders" in _alarms(plan, HOME)
    assert "checkout-no-orders-us-east-1" in _alarms(plan, OTHER)
    assert f"paging-critical-notifications-failed-{OTHER}" in _alarms(plan, OTHER)


def test_alarms_of_two_regions_are_told_apart(plan: Plan) -> None:
    """Each has a name of its own, says its Region, and is otherwise the same."""
    here = _alarms(plan, HOME)["checkout-no-orders"]
    there = _alarms(plan, OTHER)[f"checkout-no-orders-{OTHER}"]

    assert (here.name, there.name) == (
        "shop-prod-checkout-no-orders",
        f"shop-prod-checkout-no-orders-{OTHER}",
    )
    assert f"· Region: {HOME}\n" in describe(here)
    assert f"· Region: {OTHER}\n" in describe(there)
    assert (here.runbook, here.condition) == (there.runbook, there.condition)
    assert here.series.metrics[0].dimensions == (("Region", HOME),)
    assert there.series.metrics[0].dimensions == (("Region", OTHER),)


def test_nothing_changes_in_the_home(plan: Plan) -> None:
    """What is in the home is called as in a stage that is active there alone."""
    alone = planned(changed(ALONE, text=_without_other_region()))
    texts = {alarm.name: describe(alarm) for alarm in alone.alarms if alarm.region == HOME}

    assert texts.keys() == {alarm.name for alarm in plan.alarms if alarm.region == HOME}
    assert all("Region:" not in text for text in texts.values())
    assert [group for group in plan.log_groups if group.region == HOME] == [*alone.log_groups]
    assert plan.tracing[0].rules == alone.tracing[0].rules


def _without_other_region() -> str:
    """Return the viewpoint without what is in the other Region alone."""
    text = re.sub(r"      refunds: \{.*\n", "", TEXT)
    text = re.sub(r"      (refunds paid|share of refunds): \{.*\n", "", text)
    text = re.sub(r"      (many refunds|no orders in America):\n(        .*\n)+", "", text)
    text = re.sub(r"  search:\n(    .*\n)+", "", text)
    return text.replace(", checkout/share of refunds", "")


def test_what_is_not_in_regions_is_watched_once(plan: Plan) -> None:
    """CloudFront publishes in one Region, and its alarms have no Region in their names."""
    found = [alarm for alarm in plan.alarms if alarm.resource == "network"]

    assert {alarm.region for alarm in found} == {"us-east-1"}
    assert len({alarm.runbook for alarm in found}) == len(found)
    assert not any(OTHER in alarm.name for alarm in found)


def test_a_part_is_only_in_its_regions(plan: Plan) -> None:
    """Resource, service, metric, alarm and log group: each is left out where it is not."""
    assert not any("refunds" in each or each.startswith("search") for each in _alarms(plan, HOME))
    there = _alarms(plan, OTHER)
    assert f"checkout-no-orders-in-america-{OTHER}" in there
    assert f"checkout-many-refunds-{OTHER}" in there
    assert f"search-queries-nobody-receives-{OTHER}" in there
    assert [(group.id, group.region) for group in plan.log_groups] == [
        ("checkout-application", HOME),
        ("checkout-audit", HOME),
        ("checkout-application", OTHER),
    ]


def test_a_service_may_be_in_no_region_of_a_stage() -> None:
    """Staging is in one Region, and has nothing of what production has in the other alone."""
    ids = {alarm.id for alarm in planned(TEXT, "staging").alarms}

    assert not any("refunds" in each or each.startswith("search") for each in ids)
    assert "checkout-no-orders" in ids


def test_identifiers_may_differ_by_region(plan: Plan) -> None:
    """One that is written by Region is that of its Region; a parameter is read in each."""
    dimensions = {
        region: dict(
            next(
                alarm
                for alarm in _alarms(plan, region).values()
                if alarm.runbook_path.endswith("target-5xx-rate.md")
            )
            .series.metrics[0]
            .dimensions
        )
        for region in plan.regions
    }

    assert dimensions[HOME]["LoadBalancer"] == "app/door/50dc6c495c0c9188"
    assert dimensions[OTHER]["LoadBalancer"] == "app/door/0123456789abcdef"
    assert {each["TargetGroup"] for each in dimensions.values()} == {
        "{{resolve:ssm:/shop/prod/target-group}}"
    }


def test_an_identifier_has_to_be_said_for_each_region() -> None:
    """Where a Region is forgotten, the identifier's line is named, and what to add."""
    (problem,) = problems_of(changed((", us-east-1: app/door/0123456789abcdef", ""), text=TEXT))

    assert problem.kind == "plan/missing-identifier"
    assert problem.where.subject == "services.checkout.resources.door.load_balancer"
    assert "add us-east-1" in problem.fix


def test_what_is_not_in_regions_cannot_be_left_out_in_one() -> None:
    """Its identifier is written once; to name Regions for it would be refused next."""
    edit = ("distribution: EDFDVBD632BHDS5", "distribution: {us-west-2: EDFDVBD632BHDS5}")
    (problem,) = problems_of(changed(edit, text=TEXT))

    assert problem.kind == "plan/missing-identifier"
    assert "write it once" in problem.fix
    assert "leave" not in problem.fix


def test_wrong_form_in_one_region_is_found_there() -> None:
    """The line of the Region is named."""
    (problem,) = problems_of(changed(("app/door/0123456789abcdef", "door"), text=TEXT))

    assert problem.kind == "plan/wrong-identifier"
    assert problem.where.subject == f"services.checkout.resources.door.load_balancer.{OTHER}"


def test_what_is_not_in_regions_has_none() -> None:
    """A distribution that is said to be in a Region is a misunderstanding."""
    edit = ("distribution: EDFDVBD632BHDS5", f"distribution: EDFDVBD632BHDS5, regions: [{OTHER}]")
    (problem,) = problems_of(changed(edit, text=TEXT))

    assert problem.kind == "plan/resource-without-regions"


def test_channels_hear_the_topics_of_all_regions(plan: Plan) -> None:
    """A channel is configured once, with topics of each Region."""
    (chat,) = plan.chats

    assert [topic.region for topic in chat.topics] == [HOME, OTHER, "eu-central-1"]


def test_traces_are_sampled_in_each_region(plan: Plan) -> None:
    """Rules and groups of X-Ray stand in a Region; people are told where to ask."""
    assert [spec.region for spec in plan.tracing] == [HOME, OTHER]
    for spec in plan.tracing:
        (event,) = spec.events
        assert f"--region {spec.region}" in str(event.message)
    assert "paging-xray-insights-events-lost" in _alarms(plan, HOME)
    assert f"paging-xray-insights-events-lost-{OTHER}" in _alarms(plan, OTHER)


def test_backups_are_made_where_the_data_is(plan: Plan) -> None:
    """Each Region has a vault and plans for its own data; all are copied into one other Region."""
    assert plan.backup is not None
    protected = {
        each.vault.region: {arn for made in each.plans for arn in made.arns}
        for each in plan.backup.regions
    }

    assert protected[OTHER] == {
        f"arn:aws:dynamodb:{OTHER}:111122223333:table/shop-prod-orders",
        f"arn:aws:ec2:{OTHER}:111122223333:volume/vol-0123456789abcdef0",
    }
    assert "arn:aws:s3:::shop-prod-pictures" in protected[HOME]
    assert plan.backup.recovery_vaults
    assert {rule.copy.region for made in plan.backup.plans for rule in made.rules if rule.copy} == {
        plan.backup.recovery_vaults[0].region
    }


def test_each_backup_and_copy_is_missed(plan: Plan) -> None:
    """Each vault has alarms of its own; the vault of the copies counts those of all Regions."""
    here, there = _alarms(plan, HOME), _alarms(plan, OTHER)
    copies = _alarms(plan, "eu-central-1")

    assert here["backups-vault-no-backup-of-dynamodb"].threshold == 1
    assert there[f"backups-vault-no-backup-of-dynamodb-{OTHER}"].threshold == 1
    assert copies["backups-recovery-vault-no-copy-of-dynamodb"].threshold == 2
    assert f"backups-vault-no-backup-of-volumes-{OTHER}" in there
    assert "backups-vault-no-backup-of-volumes" in here


@pytest.mark.parametrize(
    ("arn", "regions"),
    [
        ("arn:aws:ec2:us-east-1:111122223333:volume/vol-1", [OTHER]),
        ("arn:aws:s3:::files", [HOME]),
        ("ssm:/shop/volume", [HOME, OTHER]),
    ],
)
def test_a_name_says_where_the_data_is(arn: str, regions: list[str]) -> None:
    """A Region in it; the home if there is none; each Region if it is read there."""
    edit = ('"arn:aws:ec2:{region}:{account}:volume/vol-0123456789abcdef0"', f'"{arn}"')
    uncopied = TEXT.replace(", copy_retention: 30d", "")
    backup = planned(changed(edit, ("[often]}", "[daily]}"), text=uncopied)).backup
    expected = f"{{{{resolve:{arn}}}}}" if arn.startswith("ssm:") else arn

    assert backup is not None
    assert [
        each.vault.region
        for each in backup.regions
        if any(expected in made.arns for made in each.plans)
    ] == regions


def test_data_in_a_region_without_the_stage_is_a_problem() -> None:
    """AWS Backup backs up what is in its own Region."""
    (problem,) = problems_of(changed(("arn:aws:ec2:{region}", "arn:aws:ec2:ap-south-1"), text=TEXT))

    assert problem.kind == "plan/data-elsewhere"
    assert problem.where.subject == "data_protection.protected.volumes.arn"


@pytest.mark.parametrize("region", [HOME, OTHER])
def test_copies_leave_every_active_region(region: str) -> None:
    """A Region in which the system is active is no recovery for it."""
    (problem,) = problems_of(
        changed(("recovery_region: eu-central-1\n", f"recovery_region: {region}\n"), text=TEXT)
    )

    assert problem.where.subject == "stages.prod.recovery_region"


def test_regions_of_two_partitions_are_no_stage() -> None:
    """No account has a Region of China beside others."""
    problems = problems_of(changed((HERE, f"regions: [{HOME}, cn-north-1]"), text=_chinese()))

    assert "plan/region-in-other-partition" in {problem.kind for problem in problems}
    (found,) = [each for each in problems if each.kind == "plan/region-in-other-partition"]
    assert found.where.subject == "stages.prod.regions[1]"


def _chinese() -> str:
    return _without_other_region().replace("us-east-1: app/", "cn-north-1: app/")


def test_a_panel_shows_all_regions(plan: Plan) -> None:
    """Side by side one sees whether one Region is ill, or all; nothing is shown twice."""
    (overview,) = [each for each in plan.dashboards if each.id == "overview"]
    headline, *_ = overview.rows
    services = [each for each in plan.dashboards if each.kind == "service"]
    rows = [row for board in services for row in board.rows]
    orders = headline.charts[0]

    assert [(series.label, series.region) for series in orders.series] == [
        (f"Orders placed ({HOME})", HOME),
        (f"Orders placed ({OTHER})", OTHER),
    ]
    assert {alarm.region for alarm in orders.alarms} == {HOME, OTHER}
    tables = next(row for row in rows if row.title == "Orders table")
    titles = Counter(panel.title for panel in tables.charts)
    assert set(titles.values()) == {1}
    assert all({each.region for each in panel.series} == {HOME, OTHER} for panel in tables.charts)
    shown = {alarm.id for row in rows for panel in row.charts for alarm in panel.alarms}
    of_services = {alarm.id for alarm in plan.alarms if alarm.service in {"checkout", "search"}}
    assert shown == of_services


def test_the_dashboard_of_cloudwatch_shows_all_regions(plan: Plan) -> None:
    """Each series names its Region, and ids of metric math stay apart."""
    body = alarm_dashboard_body(plan.alarms, plan.dashboards, account=plan.account)
    widgets = [each for each in body["widgets"] if each["type"] == "metric"]
    lines = [line for each in widgets for line in each["properties"]["metrics"]]

    assert {line[-1]["region"] for line in lines} == {HOME, OTHER}


def test_stages_meet_in_any_of_their_regions() -> None:
    """Two stages of an account share a Region if any of theirs is the same."""
    apart = 'staging: {account: "444455556666", region: eu-west-1'
    together = 'staging: {account: "111122223333", region: us-east-1'
    text = changed((apart, together), text=TEXT)
    kinds = {problem.kind for problem in problems_of(text)}

    assert "plan/overlapping-sampling" in kinds
