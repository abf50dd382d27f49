import re
from collections import Counter

import pytest
import yaml

from tests.support.plans import names_of
from tests.support.viewpoints import WHOLE, changed, parsed, planned, problems_of
from tocsin.catalogue import load_resource_type, resource_types
from tocsin.diagnostics import InvalidInputError, read_yaml
from tocsin.plan import make_plan
from tocsin.plan.specs.names import qualified
from tocsin.viewpoint import load_viewpoint

VIEWPOINT, _ = load_viewpoint(WHOLE)
PLANS = {stage: make_plan(VIEWPOINT, stage) for stage in VIEWPOINT.stages}
STAGES = pytest.mark.parametrize("stage", PLANS)

MORE_ALARMS = """\
    alarms:
      a second:
        metric: orders placed
        severity: info
        when: "< 1"
        means: x
        matters: x
        first_action: x
"""


@STAGES
def test_names_are_unique_in_a_stage(stage: str) -> None:
    """No two things of a kind have one name."""
    doubled = [each for each, times in Counter(names_of(PLANS[stage])).items() if times > 1]

    assert doubled == []


def test_stages_of_one_account_share_no_name() -> None:
    """Staging and production can be deployed into one account and one region."""
    staging, prod = PLANS["staging"], PLANS["prod"]

    assert (staging.account, staging.region) == (prod.account, prod.region)
    assert set(names_of(staging)) & set(names_of(prod)) == set()


@STAGES
def test_ids_are_unique(stage: str) -> None:
    """Ids, which construct ids come from, are unique for each kind, log groups in their Region."""
    plan = PLANS[stage]
    for ids in (
        [alarm.id for alarm in plan.alarms],
        [(group.region, group.id) for group in plan.log_groups],
        [(group.region, each.id) for group in plan.log_groups for each in group.metric_filters],
        [(group.region, each.id) for group in plan.log_groups for each in group.queries],
        [rule.id for rule in plan.tracing[0].rules],
        [dashboard.id for dashboard in plan.dashboards],
    ):
        assert len(ids) == len(set(ids))


@STAGES
def test_alarm_is_a_whole_record(stage: str) -> None:
    """Every alarm says what happened, why it matters, what to do and where to read on."""
    for alarm in PLANS[stage].alarms:
        assert alarm.name.startswith(f"shop-{stage}-")
        assert all((alarm.what_happened, alarm.why_it_matters, alarm.first_action, alarm.owner))
        assert alarm.runbook == f"{VIEWPOINT.runbooks}/{alarm.runbook_path}"
        assert re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+\.md", alarm.runbook_path)
        assert 1 <= alarm.datapoints_to_alarm <= alarm.evaluation_periods
        assert alarm.treat_missing_data in {"missing", "ignore", "breaching", "notBreaching"}
        assert alarm.series.period in {10, 20, 30} or alarm.series.period % 60 == 0
        assert alarm.series.metrics
        assert all(metric.statistic and metric.namespace for metric in alarm.series.metrics)
        assert "{" not in alarm.name


@STAGES
def test_severity_is_not_in_the_name(stage: str) -> None:
    """A change of severity changes an alarm's severity and nothing else of its identity."""
    text = re.sub(r"severity: (critical|warning)", "severity: info", WHOLE.read_text())
    softened = {alarm.id: alarm for alarm in make_plan(parsed(text), stage).alarms}

    for alarm in PLANS[stage].alarms:
        assert softened[alarm.id].name == alarm.name
    # Alarms on the paging path name the severity that they watch, which is not their own.
    own = [alarm for alarm in PLANS[stage].alarms if alarm.service in VIEWPOINT.services]
    assert any(softened[alarm.id].severity != alarm.severity for alarm in own)
    assert not any(alarm.name.endswith(alarm.severity) for alarm in own)


def test_order_in_the_viewpoint_does_not_matter() -> None:
    """Services, resources, metrics and alarms in another order give the same alarms."""
    data = read_yaml(WHOLE.read_text(), name="viewpoint.yaml").data
    services = {
        name: {
            key: dict(reversed(value.items())) if isinstance(value, dict) else value
            for key, value in reversed(service.items())
        }
        for name, service in reversed(data["services"].items())
    }
    text = yaml.safe_dump({**data, "services": services}, sort_keys=False)
    assert list(parsed(text).services) == [*reversed(VIEWPOINT.services)]

    plan = make_plan(parsed(text), "prod")

    assert plan.alarms == PLANS["prod"].alarms
    assert [group.id for group in plan.log_groups] == [
        group.id for group in PLANS["prod"].log_groups
    ]


def test_plan_is_the_same_twice() -> None:
    """One viewpoint gives one plan."""
    assert make_plan(VIEWPOINT, "prod") == PLANS["prod"]


def test_number_of_alarms_grows_with_resources() -> None:
    """Ten times the resources give ten times the alarms, each with a name of its own."""

    def alarms(count: int) -> list[str]:
        tables = "\n".join(
            f"      table {number}: {{type: dynamodb_table, table: t-{number:05}}}"
            for number in range(count)
        )
        plan = planned(changed(("    metrics:", f"{tables}\n    alarm_stacks: 9\n    metrics:")))
        return [alarm.name for alarm in plan.alarms if "table-" in alarm.name]

    few, many = alarms(30), alarms(300)
    assert len(many) == len(set(many)) == 10 * len(few) >= 900


def test_unknown_stage_is_reported() -> None:
    """A stage that does not exist is reported with the nearest one."""
    with pytest.raises(
        InvalidInputError, match="there is no stage 'staging1'; did you mean 'staging'"
    ) as error:
        make_plan(VIEWPOINT, "staging1")

    assert [problem.kind for problem in error.value.problems] == ["plan/unknown-stage"]


@pytest.mark.parametrize("name", ["paging", "Paging", "backups", "sqs_queue", "sqs queue"])
def test_folders_of_our_own_runbooks_are_reserved(name: str) -> None:
    """A service cannot take the name of a folder of runbooks that the catalogue fills."""
    (problem,) = problems_of(
        changed(("  checkout:", f"  {name}:"), ("resource: checkout/", f"resource: {name}/"))
    )

    assert problem.kind == "plan/reserved-name"
    assert problem.where.key_path == ("services", name)
    assert "is taken" in problem.what


def test_two_alarms_of_one_name_are_reported() -> None:
    """Names that meet after joining are reported in place of one alarm replacing the other."""
    other = "  checkout-no:\n    owner: payments\n" + changed(
        ("a second", "orders"), text=MORE_ALARMS
    ).replace(
        "    alarms:",
        "    metrics:\n      orders placed: {namespace: S, metric: O, statistic: Sum}\n    alarms:",
    )
    problems = problems_of(changed(("data_protection:", f"{other}data_protection:")))

    assert [(problem.kind, problem.what) for problem in problems] == [
        ("plan/same-name", "two things would be the alarm 'checkout-no-orders'")
    ]


def test_longest_alarm_name_fits() -> None:
    """The longest names that a viewpoint allows give no alarm more than CloudWatch's 255."""
    alarm_ids = [id_ for kind in resource_types() for id_ in load_resource_type(kind).alarms]
    longest = max(64, *map(len, alarm_ids))

    name = qualified("s" * 20, "p" * 12, "x" * 64, "x" * 64, "x" * longest)

    assert len(name) <= 255


@STAGES
def test_regions_of_alarms_have_topics(stage: str) -> None:
    """Each alarm's region has topics, because CloudWatch notifies only topics of its region."""
    plan = PLANS[stage]

    assert {alarm.region for alarm in plan.alarms} == {spec.region for spec in plan.alerting}
    assert plan.alerting[0].region == plan.region


def test_global_service_elsewhere_gets_a_region_of_its_own() -> None:
    """CloudFront is watched in us-east-1, with topics and names of that region."""
    network = "      network: {type: cloudfront_distribution, distribution: E1A2B3C4D5E6F7}"
    plan = planned(
        changed(
            (
                "    metrics:",
                f"{network}\n    metrics:",
            ),
            ("warning: [{notify: ana}]", "warning: [{notify: [ana, chat]}]"),
            (
                "  ana:",
                "  chat: {slack: {workspace: T0123456789, channel: C0123456789}}\n  ana:",
            ),
        )
    )

    assert [spec.region for spec in plan.alerting] == ["eu-west-1", "us-east-1"]
    assert {alarm.region for alarm in plan.alarms if alarm.resource == "network"} == {"us-east-1"}
    watched = [alarm for alarm in plan.alarms if alarm.service == "paging"]
    assert Counter(alarm.region for alarm in watched) == {"eu-west-1": 12, "us-east-1": 12}
    assert max(Counter(names_of(plan)).values()) == 1
