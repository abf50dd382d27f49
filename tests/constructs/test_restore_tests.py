"""What stands in a template for restore tests."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import aws_cdk as cdk
import pytest
from constructs.restore_test_record import CODE
from constructs.restore_tests import RestoreTests
from constructs.stored_parameters import declare_stored_parameters, parameter_id

from app import SECURITY_PACKS, add_security_packs
from functions.restore_test_record import Record
from tests.support.project import context
from tests.support.templates import ENVIRONMENT, Json, names_of, properties_of, template_of
from tocsin.plan import (
    RestoredStoreSpec,
    RestoreLimitsSpec,
    RestoreSelectionSpec,
    RestoreTestSpec,
    RestoreTestsSpec,
    StoredValue,
)
from tocsin.plan.specs import restore_test_age, undeleted_restores
from tocsin.restoration import Expectation

PLAN = "arn:aws:backup:us-east-1:111122223333:restore-testing-plan:shop_prod_weekly-1"
VAULT = "arn:aws:backup:us-east-1:111122223333:backup-vault:shop-prod"
TABLE = f"arn:aws:dynamodb:us-east-1:111122223333:table/{StoredValue(path='/shop/orders')}"
SELECTION = RestoreSelectionSpec(
    id="dynamodb",
    name="dynamodb",
    type="DynamoDB",
    arns=(TABLE,),
    metadata=(("kmsMasterKeyArn", str(StoredValue(path="/shop/key"))),),
    validation_hours=2,
)
TEST = RestoreTestSpec(
    id="weekly",
    name="shop_prod_weekly",
    schedule="cron(0 6 ? * SUN *)",
    time_zone="Europe/Berlin",
    start_window_hours=3,
    within=timedelta(hours=2),
    vaults=("shop-prod",),
    point_types=("SNAPSHOT",),
    selection_window_days=2,
    selections=(SELECTION,),
    stores=(
        RestoredStoreSpec(
            item="orders", type="DynamoDB", expectation=Expectation(name="orders", arn=TABLE)
        ),
    ),
    limits=(RestoreLimitsSpec(store="orders", restore=timedelta(hours=2), point_age=None),),
    validated_within=timedelta(days=8),
)
SPEC = RestoreTestsSpec(
    system="shop", stage="prod", region="us-east-1", of_copies=False, tests=(TEST,)
)


def _add(stack: cdk.Stack, spec: RestoreTestsSpec) -> None:
    declare_stored_parameters(stack, spec.texts)
    RestoreTests(
        stack, "Tests", spec=spec, vault_arns={"shop-prod": VAULT}, environment=ENVIRONMENT
    )


@cache
def _built(spec: RestoreTestsSpec = SPEC) -> Json:
    return template_of(lambda stack: _add(stack, spec))


def test_a_plan_takes_the_newest_recovery_point_of_its_vaults() -> None:
    """All of it is said: AWS Backup's own defaults look into all vaults."""
    (plan,) = properties_of(_built(), "AWS::Backup::RestoreTestingPlan")

    assert plan == {
        "RestoreTestingPlanName": "shop_prod_weekly",
        "ScheduleExpression": "cron(0 6 ? * SUN *)",
        "ScheduleExpressionTimezone": "Europe/Berlin",
        "StartWindowHours": 3,
        "RecoveryPointSelection": {
            "Algorithm": "LATEST_WITHIN_WINDOW",
            "IncludeVaults": [VAULT],
            "RecoveryPointTypes": ["SNAPSHOT"],
            "SelectionWindowDays": 2,
        },
    }


def test_a_selection_names_what_it_restores() -> None:
    """What only a deployment knows is read then, also in metadata."""
    (plan,) = names_of(_built(), "AWS::Backup::RestoreTestingPlan")
    (selection,) = properties_of(_built(), "AWS::Backup::RestoreTestingSelection")
    (arn,) = selection["ProtectedResourceArns"]

    assert selection["RestoreTestingPlanName"] == {"Ref": plan}
    assert selection["ProtectedResourceType"] == "DynamoDB"
    assert selection["ValidationWindowHours"] == 2
    assert {"Ref": parameter_id("/shop/orders")} in arn["Fn::Join"][1]
    assert selection["RestoreMetadataOverrides"] == {
        "kmsMasterKeyArn": {"Ref": parameter_id("/shop/key")}
    }


def test_what_is_not_set_is_inferred() -> None:
    """An empty map would be a setting of nothing."""
    spec = replace(SPEC, tests=(replace(TEST, selections=(replace(SELECTION, metadata=()),)),))
    (selection,) = properties_of(_built(spec), "AWS::Backup::RestoreTestingSelection")

    assert "RestoreMetadataOverrides" not in selection


def test_each_ended_restore_of_the_plan_is_looked_at() -> None:
    """The rule names the plan, so that each job is validated once, and by whom knows it."""
    (plan,) = names_of(_built(), "AWS::Backup::RestoreTestingPlan")
    (validating,) = (
        rule for rule in properties_of(_built(), "AWS::Events::Rule") if "EventPattern" in rule
    )

    assert validating["EventPattern"]["detail"]["restoreTestingPlanArn"] == [
        {"Fn::GetAtt": [plan, "RestoreTestingPlanArn"]}
    ]


def test_each_test_is_looked_after_each_hour() -> None:
    """By a function whose code stands in the template, with the plan that it asks about."""
    (plan,) = names_of(_built(), "AWS::Backup::RestoreTestingPlan")
    (hourly,) = (
        rule for rule in properties_of(_built(), "AWS::Events::Rule") if "EventPattern" not in rule
    )
    before, arn, after = hourly["Targets"][0]["Input"]["Fn::Join"][1]
    sent = json.loads(f"{before}{PLAN}{after}")
    functions = properties_of(_built(), "AWS::Lambda::Function")
    (function,) = (each for each in functions if "ZipFile" in each["Code"])

    assert arn == {"Fn::GetAtt": [plan, "RestoreTestingPlanArn"]}
    assert hourly["ScheduleExpression"] == "rate(1 hour)"
    assert (sent["plan"], sent["test"], sent["stores"]) == (PLAN, "weekly", ["orders"])
    assert function["Code"]["ZipFile"] == CODE.read_text()
    assert len(function["Code"]["ZipFile"]) < 4_096


def test_what_is_sent_is_what_the_function_reads() -> None:
    """Names of metrics are those of the alarms."""
    (hourly,) = (
        rule for rule in properties_of(_built(), "AWS::Events::Rule") if "EventPattern" not in rule
    )
    before, _, after = hourly["Targets"][0]["Input"]["Fn::Join"][1]
    sent = json.loads(f"{before}{PLAN}{after}")
    record = Record(sent, None, None, datetime(2026, 1, 1, tzinfo=UTC))
    age = restore_test_age(system="shop", stage="prod", resource="orders")
    left = undeleted_restores(system="shop", stage="prod", test="weekly")

    for own, metric in (("age", age), ("left", left)):
        found = record.metric(own, metric.dimensions[0])
        assert found["MetricName"] == metric.name
        assert [(each["Name"], each["Value"]) for each in found["Dimensions"]] == [
            *metric.dimensions
        ]
    assert (sent["namespace"], sent["validated"]) == (age.namespace, "RestoreValidated")


@pytest.mark.parametrize(
    ("type_", "policies"),
    [
        ("DynamoDB", ["service-role/AWSBackupServiceRolePolicyForRestores"]),
        (
            "S3",
            [
                "service-role/AWSBackupServiceRolePolicyForRestores",
                "AWSBackupServiceRolePolicyForS3Restore",
            ],
        ),
    ],
)
def test_its_role_restores_and_backs_up_nothing(type_: str, policies: list[str]) -> None:
    """The backup plans' role can more."""
    selection = replace(SELECTION, type=type_)
    store = replace(TEST.stores[0], type=type_)
    spec = replace(SPEC, tests=(replace(TEST, selections=(selection,), stores=(store,)),))
    template = _built(spec)
    roles = [
        each
        for each in properties_of(template, "AWS::IAM::Role")
        if "backup.amazonaws.com" in json.dumps(each["AssumeRolePolicyDocument"])
    ]

    (role,) = roles
    assert [each["Fn::Join"][1][-1] for each in role["ManagedPolicyArns"]] == [
        f":iam::aws:policy/{name}" for name in policies
    ]
    (chosen,) = properties_of(template, "AWS::Backup::RestoreTestingSelection")
    assert chosen["IamRoleArn"]["Fn::GetAtt"][1] == "Arn"


@pytest.mark.slow
def test_no_pack_finds_anything(tmp_path: Path) -> None:
    """What is accepted has a reason where it stands."""
    app = cdk.App(context=context(), outdir=str(tmp_path))
    here = cdk.Environment(account=ENVIRONMENT.account, region=ENVIRONMENT.region)
    bucket = replace(SELECTION, id="s3", name="s3", type="S3", arns=("arn:aws:s3:::shop",))
    store = replace(TEST.stores[0], type="S3")
    tests = (replace(TEST, selections=(SELECTION, bucket), stores=(*TEST.stores, store)),)
    _add(cdk.Stack(app, "shop-prod-test", env=here), replace(SPEC, tests=tests))
    add_security_packs(app, SECURITY_PACKS)

    app.synth()

    report = json.loads((tmp_path / "validation-report.json").read_text())
    assert report["pluginReports"] == []
