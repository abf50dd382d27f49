"""What an assembly costs a month."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.assembly import ACCOUNT, load_template
from tests.support.drills import band_alarm, composite_alarm, error_rate, log_alarm, metric_alarm
from tests.support.drills import promql_alarm as promql
from tocsin.assembly import load
from tocsin.cost import Bill, DataUsage, Usage, default_prices, read_prices, reckon

LISTS = (default_prices(),)


def _bill(
    folder: Path,
    *resources: Mapping[str, Any],
    usage: Usage | None = None,
    **named: Mapping[str, Any],
) -> Bill:
    numbered = {f"R{number}": each for number, each in enumerate(resources)}
    assembly = load_template(folder, {"Resources": {**numbered, **named}})
    return reckon(assembly, LISTS, usage)


def _units(bill: Bill) -> dict[str, float]:
    return {
        price.id: round(sum(each.of.units for each in charges), 6)
        for price, charges in bill.by_price().items()
    }


def _resource(type_: str, **properties: object) -> dict[str, Any]:
    return {"Type": type_, "Properties": properties}


def _fast(name: str) -> dict[str, Any]:
    alarm = metric_alarm(name)
    alarm["Properties"]["Period"] = 10
    return alarm


def _insights(name: str) -> dict[str, Any]:
    query = {"Id": "q", "Expression": 'SELECT MAX(Errors) FROM SCHEMA("AWS/Lambda")', "Period": 60}
    kept = {
        key: value
        for key, value in metric_alarm(name)["Properties"].items()
        if key in ("AlarmName", "EvaluationPeriods", "Threshold", "ComparisonOperator")
    }
    return _resource("AWS::CloudWatch::Alarm", Metrics=[query], **kept)


@pytest.mark.parametrize(
    ("resource", "units"),
    [
        (metric_alarm("one"), {"alarm-metric": 1}),
        (_fast("fast"), {"alarm-metric-high-resolution": 1}),
        (error_rate(), {"alarm-metric": 2}),
        (band_alarm(), {"alarm-metric": 3}),
        (composite_alarm("any", 'ALARM("one")'), {"composite-alarm": 1}),
        (_resource("AWS::CloudWatch::Dashboard", DashboardBody="{}"), {"dashboard": 1}),
        (_resource("AWS::KMS::Key", KeyPolicy={}), {"key": 1}),
        (_resource("AWS::SecretsManager::Secret"), {"secret": 1}),
        (_resource("AWS::CloudWatch::InsightRule"), {"contributor-insights-rule": 1}),
        (_resource("AWS::EC2::Instance", Monitoring=True), {"custom-metric": 7}),
        (_resource("AWS::EC2::Instance"), {}),
        (_resource("AWS::Events::Rule", ScheduleExpression="rate(1 hour)"), {}),
    ],
)
def test_what_a_resource_counts_for(
    resource: Mapping[str, Any], units: Mapping[str, float], tmp_path: Path
) -> None:
    """Metrics, not alarms, are paid: one with math pays each, a band pays three."""
    found = _units(_bill(tmp_path, resource))
    assert {key: found[key] for key in found if key != "custom-metric" or key in units} == units


def test_what_alarms_read_of_a_namespace_of_their_own_is_counted_once(tmp_path: Path) -> None:
    """However many alarms read a metric; those of AWS cost nothing."""
    one, two, other = metric_alarm("one"), metric_alarm("two"), metric_alarm("other")
    for alarm in (one, two):
        alarm["Properties"] |= {"Namespace": "Shop", "MetricName": "Orders", "Dimensions": []}
    other["Properties"] |= {"Namespace": "AWS/Lambda", "MetricName": "Errors"}
    made = {"MetricNamespace": "Shop", "MetricName": "Orders", "MetricValue": "1"}
    made_of_each = {**made, "MetricName": "Lines", "Dimensions": [{"Key": "a", "Value": "$.a"}]}
    filters = (
        _resource("AWS::Logs::MetricFilter", LogGroupName="a", MetricTransformations=[each])
        for each in (made, made_of_each)
    )
    bill = _bill(tmp_path, one, two, other, *filters)

    assert _units(bill)["custom-metric"] == 1
    assert "one for each value" in " ".join(each.what for each in bill.uncounted)


@pytest.mark.parametrize(
    ("resource", "what"),
    [
        (_insights("busiest"), "metrics that queries of Metrics Insights analyse"),
        (promql("promql"), "alarms on PromQL"),
        (log_alarm("logs"), "what alarms on log queries scan"),
        (_resource("AWS::Logs::LogGroup", LogGroupName="/shop"), "logs of log groups"),
        (_resource("AWS::Lambda::Function", FunctionName="orders"), "runs of functions"),
        (_resource("AWS::XRay::SamplingRule"), "recorded traces"),
        (_resource("AWS::CloudWatch::MetricStream"), "updates of metric streams"),
        (_resource("AWS::Grafana::Workspace"), "users of Amazon Managed Grafana"),
        (_resource("AWS::StepFunctions::StateMachine"), "transitions of state machines"),
        (_resource("AWS::Backup::RestoreTestingPlan"), "restore tests"),
        (_resource("AWS::Synthetics::Canary"), "runs of canaries"),
        (
            _resource("AWS::SNS::Subscription", Protocol="email", TopicArn="t", Endpoint="a@b.c"),
            "mails",
        ),
    ],
)
def test_what_no_template_says_is_not_guessed(
    resource: Mapping[str, Any], what: str, tmp_path: Path
) -> None:
    """It is said that it is missing."""
    assert what in [each.what for each in _bill(tmp_path, resource).uncounted]


def test_usage_makes_it_known(tmp_path: Path) -> None:
    """By the names that templates have; names that none has are told."""
    usage = Usage(
        log_groups={"/shop": 10, "/shops": 1},
        functions={"orders": 2_000_000},
        insights_metrics={"busiest": 12},
        notifications={"email": 500, "sms": 10},
        traces=3_000_000,
    )
    bill = _bill(
        tmp_path,
        _resource("AWS::Logs::LogGroup", LogGroupName="/shop", RetentionInDays=30),
        _resource("AWS::Lambda::Function", FunctionName="orders", MemorySize=512),
        _insights("busiest"),
        _resource("AWS::XRay::SamplingRule"),
        _resource("AWS::SNS::Subscription", Protocol="email", TopicArn="t", Endpoint="a@b.c"),
        _resource("AWS::SNS::Subscription", Protocol="sms", TopicArn="t", Endpoint="+12025550100"),
        usage=usage,
    )
    assert _units(bill) == {
        "function-request": 2_000_000,
        "function-second": 1_000_000,
        "insights-metric": 12,
        "log-ingestion": 10,
        "log-storage": round(10 * 0.15 * 30 / (730 / 24), 6),
        "notification-email": 500,
        "trace": 3_000_000,
    }
    assert bill.unused == ("/shops",)
    assert [each.known_by for each in bill.uncounted] == ["a price of notification-sms in --prices"]


def test_a_log_group_is_paid_for_all_that_is_done_with_it(tmp_path: Path) -> None:
    """Another class, what is masked, and what is archived."""
    group = _resource(
        "AWS::Logs::LogGroup",
        LogGroupName="/shop",
        LogGroupClass="INFREQUENT_ACCESS",
        DataProtectionPolicy={"Name": "personal"},
    )
    archive = _resource(
        "AWS::Logs::SubscriptionFilter",
        LogGroupName={"Ref": "Group"},
        DestinationArn=f"arn:aws:firehose:eu-west-1:{ACCOUNT}:deliverystream/archive",
    )
    bill = _bill(tmp_path, Group=group, Archive=archive, usage=Usage(log_groups={"/shop": 10}))
    assert set(_units(bill)) == {
        "log-archive", "log-ingestion-infrequent", "log-masking", "log-storage"
    }  # fmt: skip
    assert "what is kept for ever is what a year brings" in bill.charges[1].of.assumed


@pytest.mark.parametrize(
    ("rule", "runs"),
    [
        (_resource("AWS::Events::Rule", ScheduleExpression="rate(1 hour)"), 730),
        (_resource("AWS::Events::Rule", ScheduleExpression="cron(0 3 * * ? *)"), 365 / 12),
        (_resource("AWS::Scheduler::Schedule", ScheduleExpression="rate(5 minutes)"), 8_760),
    ],
)
def test_schedules_say_how_often_a_function_runs(
    rule: dict[str, Any], runs: float, tmp_path: Path
) -> None:
    """Those that are disabled do not."""
    arn = {"Fn::GetAtt": ["Function", "Arn"]}
    if rule["Type"] == "AWS::Events::Rule":
        rule["Properties"]["Targets"] = [{"Id": "a", "Arn": arn}]
    else:
        rule["Properties"]["Target"] = {"Arn": arn}
    function = _resource("AWS::Lambda::Function", FunctionName="hourly", Architectures=["arm64"])
    found = _units(_bill(tmp_path, Function=function, Rule=rule))
    assert found["function-request"] == pytest.approx(runs)
    assert found["function-second-arm"] == pytest.approx(runs / 8)

    rule["Properties"]["State"] = "DISABLED"
    assert _units(_bill(tmp_path, Function=function, Rule=rule)) == {}


def test_tiers_are_those_of_an_account_and_region(tmp_path: Path) -> None:
    """Two stacks of one account share them, and each has its part; another Region has its own."""
    keys = {f"K{number}": _resource("AWS::KMS::Key", KeyPolicy={}) for number in range(3)}
    for name, count in (("one", 3), ("two", 1)):
        chosen = dict(list(keys.items())[:count])
        (tmp_path / f"{name}.template.yaml").write_text(str({"Resources": chosen}))
    text = (
        "region: eu-west-1\nas_of: 2026\nsource: us\n"
        "prices: {key: {tiers: [{up_to: 2, usd: 2}, {usd: 1}]}}"
    )
    own = read_prices(text, "prices.yaml")
    assembly = load(tmp_path, account=ACCOUNT, region="eu-west-1")
    bill = reckon(assembly, (own,))

    assert bill.usd == pytest.approx(2 * 2 + 2 * 1)
    assert dict(bill.by_stack()) == {
        "one": pytest.approx(4.5), "two": pytest.approx(1.5)
    }  # fmt: skip
    assert bill.other_regions == ()
    assert reckon(assembly, LISTS).other_regions == ("eu-west-1",)
    # The list of a Region goes before the one that is for all others.
    assert reckon(assembly, (default_prices(), own)).usd == pytest.approx(6.0)


def _protected(arn: object) -> dict[str, Any]:
    rule = {
        "RuleName": "daily",
        "TargetBackupVault": {"Ref": "Vault"},
        "ScheduleExpression": "cron(0 3 * * ? *)",
        "Lifecycle": {"DeleteAfterDays": 30},
        "CopyActions": [
            {
                "DestinationBackupVaultArn": f"arn:aws:backup:us-west-2:{ACCOUNT}:backup-vault:far",
                "Lifecycle": {"DeleteAfterDays": 10},
            }
        ],
    }
    selection = {"SelectionName": "all", "IamRoleArn": "role", "Resources": [arn]}
    return {
        "Vault": _resource("AWS::Backup::BackupVault", BackupVaultName="near"),
        "Plan": _resource(
            "AWS::Backup::BackupPlan",
            BackupPlan={"BackupPlanName": "daily", "BackupPlanRule": [rule]},
        ),
        "Selection": _resource(
            "AWS::Backup::BackupSelection",
            BackupPlanId={"Ref": "Plan"},
            BackupSelection=selection,
        ),
    }


_TABLE_ARN = f"arn:aws:dynamodb:eu-west-1:{ACCOUNT}:table/orders"


@pytest.mark.parametrize(
    ("data", "arn", "price", "units"),
    [
        # Each recovery point of a table is all of it.
        (
            _resource("AWS::DynamoDB::Table", TableName="orders"),
            _TABLE_ARN,
            "backup-dynamodb",
            (100 * 30, 100 * 10, 100 * 365 / 12),
        ),
        # One of a file system is what has changed.
        (
            _resource("AWS::EFS::FileSystem"),
            {"Fn::GetAtt": ["Data", "Arn"]},
            "backup-efs",
            (100 * (1 + 0.01 * 30), 100 * (1 + 0.01 * 10), 100 * 0.01 * 730 / 24),
        ),
    ],
)
def test_backups_are_paid_by_what_is_kept(
    data: dict[str, Any], arn: object, price: str, units: tuple[float, ...], tmp_path: Path
) -> None:
    """In both Regions, and on the way to the other one."""
    near, far, sent = units
    usage = DataUsage(gigabytes=100, changed_a_day=0.01)
    resources = {**_protected(arn), "Data": data}
    names = ("orders", "Data", "${Data}")
    bill = _bill(tmp_path, usage=Usage(data_stores=dict.fromkeys(names, usage)), **resources)
    found = {(each.price.id, each.of.region): each.of.units for each in bill.charges}
    assert found == {
        (price, "eu-west-1"): pytest.approx(near, rel=0.01),
        (price, "us-west-2"): pytest.approx(far, rel=0.01),
        ("backup-transfer", "eu-west-1"): pytest.approx(sent, rel=0.01),
    }


def test_backups_of_unknown_size_are_not_guessed(tmp_path: Path) -> None:
    """And without a share of changes, none is reckoned, which is said."""
    arn = {"Fn::GetAtt": ["Data", "Arn"]}
    resources = {**_protected(arn), "Data": _resource("AWS::EFS::FileSystem")}
    (missing,) = _bill(tmp_path, **resources).uncounted
    assert missing.what == "backups of data stores"

    usage = Usage(data_stores={missing.subject: DataUsage(gigabytes=100)})
    bill = _bill(tmp_path, usage=usage, **resources)
    assert bill.charges[0].of.units == pytest.approx(100)
    assert "changed_a_day" in bill.charges[0].of.assumed
