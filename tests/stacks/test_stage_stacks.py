import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from constructs.stored_parameters import parameter_id

from stacks.stage_stacks import build_stacks
from tests.support.plans import alarms
from tests.support.project import ROOT, context
from tests.support.synthesis import artifacts_in, templates_in
from tests.support.templates import properties_of
from tests.support.viewpoints import WHOLE, changed, planned
from tocsin.plan import Plan, stack_names

TWO_REGIONS = (ROOT / "tests" / "support" / "two_regions.yaml").read_text()

Build = Callable[[Plan], dict[str, dict[str, Any]]]

WITHOUT_PAGES: dict[str, Any] = {"composites": (), "maintenance": (), "pulses": ()}
"""What names alarms, for plans of which some alarms are left out."""


@pytest.fixture(name="text")
def _text() -> str:
    return WHOLE.read_text()


@pytest.fixture(name="plan")
def _plan(text: str) -> Plan:
    return planned(text)


@pytest.fixture(name="build")
def _build(tmp_path: Path) -> Build:
    def build(plan: Plan) -> dict[str, dict[str, Any]]:
        app = cdk.App(
            context=context(), outdir=str(tmp_path), builtin_cloud_formation_validation=False
        )
        build_stacks(app, plan)
        app.synth()
        return templates_in(tmp_path)

    return build


def test_other_regions_have_their_own_topics(assemblies: dict[str, Path]) -> None:
    """Alarms whose metrics live in another region are built there, with topics of that region."""
    templates = templates_in(assemblies["prod"])
    alarms_there = properties_of(
        templates["shop-prod-monitoring-storefront-us-east-1"], "AWS::CloudWatch::Alarm"
    )

    assert {"shop-prod-alerting", "shop-prod-alerting-us-east-1"} <= set(templates)
    assert alarms_there
    assert all("AWS/CloudFront" in str(alarm) for alarm in alarms_there)
    assert {
        action["Fn::ImportValue"].partition(":")[0]
        for alarm in alarms_there
        for action in alarm["AlarmActions"]
    } == {"shop-prod-alerting-us-east-1"}


@pytest.mark.parametrize(
    ("regions", "partition", "domain"),
    [
        (("us-gov-west-1", "us-gov-east-1"), "aws-us-gov", "amazonaws.com"),
        (("cn-north-1", "cn-northwest-1"), "aws-cn", "amazonaws.com.cn"),
    ],
)
def test_other_partitions(
    text: str, build: Build, regions: tuple[str, str], partition: str, domain: str
) -> None:
    """The templates of a stage name the partition that it is in, and no other."""
    home, recovery = regions
    elsewhere = ("cloudfront_distribution", "root-login")
    lines = [line for line in text.splitlines() if not any(each in line for each in elsewhere)]
    moved = "\n".join(lines).replace("eu-west-1", home).replace("eu-central-1", recovery)
    moved = moved.replace("arn:aws:", f"arn:{partition}:").replace("eu-west-3", recovery)
    written = json.dumps(build(planned(moved, "local")))

    assert set(re.findall(r"arn:(aws[a-z-]*):", written)) == {partition}
    assert f"logs.{home}.{domain}" in written


def test_every_topic_is_exported(plan: Plan, build: Build) -> None:
    """What is exported, and by which name, does not depend on what uses it.

    Stacks that were deployed by 0.1.0 import these names.
    """
    names = {
        "ExportsOutputRefCriticalTopicD246B1156CD78E7B",
        "ExportsOutputRefWarningTopic6C455915D9DE4B65",
        "ExportsOutputRefInfoTopicC100E2F0DE15679B",
    }
    for alarms_kept in (plan.alarms, ()):
        template = build(replace(plan, alarms=alarms_kept, **WITHOUT_PAGES, backup=None))[
            "shop-prod-alerting"
        ]
        exports = {each["Export"]["Name"] for each in template["Outputs"].values()}

        assert exports == {f"shop-prod-alerting:{name}" for name in names}


def test_many_alarms_are_divided(plan: Plan, build: Build, tmp_path: Path) -> None:
    """A service has the stacks of the plan, and the later ones are deployed after the first."""
    divided = [
        replace(each, stack=1 + number % 2, region=plan.region)
        for number, each in enumerate(alarms(5))
    ]
    templates = build(replace(plan, alarms=tuple(divided), **WITHOUT_PAGES))
    found = {
        name: len(properties_of(template, "AWS::CloudWatch::Alarm"))
        for name, template in templates.items()
        if "-monitoring-" in name
    }
    second = artifacts_in(tmp_path)["shop-prod-monitoring-checkout-2"]

    assert found == {"shop-prod-monitoring-checkout": 3, "shop-prod-monitoring-checkout-2": 2}
    assert "shop-prod-monitoring-checkout" in second["dependencies"]


def test_stored_values_on_the_dashboard(text: str, build: Build) -> None:
    """A metric of a resource whose identifier is stored is drawn with what a deployment reads."""
    dimension = "OrdersPlaced, dimensions: {Stage: "
    stored = changed(
        (f'{dimension}"{{stage}}"', f'{dimension}"ssm:/shop/{{stage}}/label"'), text=text
    )
    template = build(planned(stored))["shop-prod-dashboard"]
    (dashboard,) = properties_of(template, "AWS::CloudWatch::Dashboard")
    (parameter,) = [name for name in template["Parameters"] if name != "BootstrapVersion"]
    _, parts = dashboard["DashboardBody"]["Fn::Join"]
    body = json.loads("".join("label" if part == {"Ref": parameter} else part for part in parts))

    assert template["Parameters"][parameter]["Default"] == "/shop/prod/label"
    assert ["Shop", "OrdersPlaced", "Stage", "label"] in [
        metric[:4] for metric in body["widgets"][1]["properties"]["metrics"]
    ]


def test_stored_names_of_what_is_protected(text: str, build: Build) -> None:
    """A backup selects what is read on deployment, whole or as a part of its name."""
    stored = changed(('"shop-{stage}-orders"', '"ssm:/shop/{stage}/orders"'), text=text)
    template = build(planned(stored))["shop-prod-backup"]
    parameter = parameter_id("/shop/prod/orders")
    arns = [
        arn
        for each in properties_of(template, "AWS::Backup::BackupSelection")
        for arn in each["BackupSelection"]["Resources"]
    ]

    table = "arn:aws:dynamodb:eu-west-1:111122223333:table/"
    assert {"Fn::Join": ["", [table, {"Ref": parameter}]]} in arns


def test_empty_parts_get_no_stack(plan: Plan, build: Build) -> None:
    """A system without chat, traces, logs, alarms, events and backups only gets its topics."""
    empty = replace(
        plan,
        alerting=plan.alerting[:1],
        chats=(),
        tracing=(),
        log_groups=(),
        alarms=(),
        events=(),
        backup=None,
        **WITHOUT_PAGES,
    )

    assert list(build(empty)) == ["shop-prod-alerting"]


def test_backups_without_copies_need_no_other_region(plan: Plan, build: Build) -> None:
    """Without copies there is nothing in the recovery region."""
    assert plan.backup is not None
    backup = replace(plan.backup, recovery_vaults=())

    assert "shop-prod-recovery" not in build(replace(plan, backup=backup))


def test_log_groups_of_others_need_no_key(plan: Plan, build: Build) -> None:
    """A key is made only for log groups and archives that are made."""
    groups = tuple(replace(group, retention_days=None, archive=None) for group in plan.log_groups)
    template = build(replace(plan, log_groups=groups))["shop-prod-logging"]

    assert properties_of(template, "AWS::KMS::Key") == []
    assert properties_of(template, "AWS::Logs::MetricFilter")


def test_the_plan_knows_the_names_of_its_stacks(plan: Plan, build: Build) -> None:
    """Preflight, and the check of stages that share an account, go by these."""
    two_regions = planned(TWO_REGIONS)
    known = {name for _, name in (*stack_names(plan), *stack_names(two_regions))}

    assert known == build(plan).keys() | build(two_regions).keys()
