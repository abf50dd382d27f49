import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_backup as backup
from constructs.function_code import files_of
from constructs.restore_validator import CODE_FOLDERS, HANDLER, RestoreValidator
from constructs.stored_parameters import declare_stored_parameters, parameter_id

from app import SECURITY_PACKS, add_security_packs
from local.restore_validator import HANDLER as DRILLED_HANDLER
from local.restore_validator import code_files
from tests.support.project import context
from tests.support.templates import ENVIRONMENT, Json, names_of, properties_of, template_of
from tocsin.events import read_target_input
from tocsin.plan import (
    RestoredStoreSpec,
    RestoreValidatorSpec,
    StoredValue,
    ValidatedTestSpec,
)
from tocsin.restoration import Expectation, QueryAccess

TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/shop-orders"
CLUSTER = "arn:aws:rds:us-east-1:111122223333:cluster:shop"
SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop"  # noqa: S105 - a name
HERE = cdk.Environment(account=ENVIRONMENT.account, region=ENVIRONMENT.region)
ALL_SOURCES = {
    "Aurora": CLUSTER,
    "DocumentDB": "arn:aws:rds:us-east-1:111122223333:cluster:papers",
    "DynamoDB": TABLE,
    "EBS": "arn:aws:ec2:us-east-1:111122223333:volume/vol-1",
    "EFS": "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1",
    "Neptune": "arn:aws:rds:us-east-1:111122223333:cluster:friends",
    "RDS": "arn:aws:rds:us-east-1:111122223333:db:shop",
    "S3": "arn:aws:s3:::shop",
}
ORDERS = RestoredStoreSpec(
    item="orders", type="DynamoDB", expectation=Expectation(name="orders", arn=TABLE)
)
BOOKS = RestoredStoreSpec(
    item="books",
    type="Aurora",
    expectation=Expectation(
        name="books", arn=CLUSTER, access=QueryAccess(secret=SECRET, database="shop")
    ),
)
SPEC = RestoreValidatorSpec(
    system="shop",
    stage="prod",
    tests=(
        ValidatedTestSpec(id="weekly", stores=(ORDERS, BOOKS)),
        ValidatedTestSpec(id="daily", stores=(ORDERS,)),
    ),
)


def _arn_of_plan(test: str) -> dict[str, Any]:
    return {"Fn::GetAtt": [test, "RestoreTestingPlanArn"]}


def _add_to(stack: cdk.Stack, spec: RestoreValidatorSpec) -> None:
    sources = [arn for arns in spec.sources.values() for arn in arns]
    declare_stored_parameters(stack, sources)
    made = {test.id: _plan(stack, test.id) for test in spec.tests}
    plans = {name: plan.attr_restore_testing_plan_arn for name, plan in made.items()}
    RestoreValidator(stack, "Validator", spec=spec, plan_arns=plans, environment=ENVIRONMENT)


def _plan(stack: cdk.Stack, name: str) -> backup.CfnRestoreTestingPlan:
    selection = backup.CfnRestoreTestingPlan.RestoreTestingRecoveryPointSelectionProperty(
        algorithm="LATEST_WITHIN_WINDOW", include_vaults=["*"], recovery_point_types=["SNAPSHOT"]
    )
    return backup.CfnRestoreTestingPlan(
        stack,
        name,
        recovery_point_selection=selection,
        restore_testing_plan_name=name,
        schedule_expression="cron(0 6 ? * SUN *)",
    )


def _template(spec: RestoreValidatorSpec) -> Json:
    return template_of(lambda stack: _add_to(stack, spec))


@cache
def _built() -> Json:
    return _template(SPEC)


def _rules() -> list[dict[str, Any]]:
    return properties_of(_built(), "AWS::Events::Rule")


def test_it_runs_the_newest_python_with_its_own_files_alone() -> None:
    """What ships is what the drill in the embedded AWS packs."""
    (function,) = properties_of(_built(), "AWS::Lambda::Function")

    assert (function["Runtime"], function["Handler"]) == ("python3.14", HANDLER)
    assert function["FunctionName"] == SPEC.function == "shop-prod-restore-validator"
    assert function["Timeout"] == 600
    assert HANDLER == DRILLED_HANDLER
    assert sorted(name for name, _ in files_of(CODE_FOLDERS)) == sorted(code_files())


def test_each_test_sends_what_is_expected_of_its_own_stores() -> None:
    """A rule knows one restore testing plan, so that each job is validated once."""
    event = {"detail": {"restoreJobId": "1"}}
    sent = [json.loads(read_target_input(rule["Targets"][0]).of(event)) for rule in _rules()]

    assert [rule["EventPattern"]["detail"]["restoreTestingPlanArn"] for rule in _rules()] == [
        [_arn_of_plan("weekly")],
        [_arn_of_plan("daily")],
    ]
    assert [[one["name"] for one in each["expectations"]] for each in sent] == [
        ["orders", "books"],
        ["orders"],
    ]
    assert {(each["system"], each["stage"]) for each in sent} == {("shop", "prod")}
    assert {each["detail"]["restoreJobId"] for each in sent} == {"1"}


def test_each_rule_may_invoke_it_and_nothing_else() -> None:
    """A permission names its rule."""
    permissions = properties_of(_built(), "AWS::Lambda::Permission")

    assert [each["SourceArn"] for each in permissions] == [
        {"Fn::GetAtt": [rule, "Arn"]} for rule in names_of(_built(), "AWS::Events::Rule")
    ]
    assert {each["Principal"] for each in permissions} == {"events.amazonaws.com"}


def test_it_may_look_at_types_that_are_tested() -> None:
    """What it may do follows from what is restored; a secret only for those who ask."""
    (policy,) = properties_of(_built(), "AWS::IAM::ManagedPolicy")
    allowed = {
        action
        for statement in policy["PolicyDocument"]["Statement"]
        for action in (
            statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        )
    }

    assert {"dynamodb:Scan", "rds:DescribeDBClusters", "rds-data:ExecuteStatement"} <= allowed
    assert "secretsmanager:GetSecretValue" in allowed
    assert not {each for each in allowed if each.startswith(("s3:", "ec2:", "elasticfile"))}


def test_it_may_decrypt_by_the_keys_of_what_is_restored() -> None:
    """And by no other one."""
    (policy,) = properties_of(_built(), "AWS::IAM::ManagedPolicy")
    assert "kms:Decrypt" not in json.dumps(policy)

    key = "arn:aws:kms:us-east-1:111122223333:key/1"
    (policy,) = properties_of(_template(replace(SPEC, keys=(key,))), "AWS::IAM::ManagedPolicy")
    (statement,) = (
        each for each in policy["PolicyDocument"]["Statement"] if each["Action"] == "kms:Decrypt"
    )
    assert statement["Resource"] == [key]


def test_a_name_that_is_read_on_deployment_is_read_everywhere() -> None:
    """In what is expected and in what the function may do: the same parameter."""
    stored = replace(
        ORDERS, expectation=replace(ORDERS.expectation, arn=str(StoredValue(path="/shop/orders")))
    )
    template = _template(replace(SPEC, tests=(ValidatedTestSpec(id="weekly", stores=(stored,)),)))
    (rule,) = properties_of(template, "AWS::Events::Rule")
    (policy,) = properties_of(template, "AWS::IAM::ManagedPolicy")

    read = {"Ref": parameter_id("/shop/orders")}
    assert read in rule["Targets"][0]["InputTransformer"]["InputTemplate"]["Fn::Join"][1]
    assert [read] in [each["Resource"] for each in policy["PolicyDocument"]["Statement"]]


def test_too_much_for_one_rule_is_an_error() -> None:
    """EventBridge takes 8,192 characters."""
    many = tuple(
        replace(ORDERS, expectation=replace(ORDERS.expectation, name=f"table {number}"))
        for number in range(120)
    )
    spec = replace(SPEC, tests=(ValidatedTestSpec(id="weekly", stores=many),))

    with pytest.raises(ValueError, match="split it below 8,192"):
        _template(spec)


@pytest.mark.slow
def test_no_pack_finds_anything(tmp_path: Path) -> None:
    """Of whatever type the data stores are; what is accepted has a reason where it stands."""
    stores = tuple(
        RestoredStoreSpec(item=name, type=name, expectation=Expectation(name=name, arn=source))
        for name, source in ALL_SOURCES.items()
    )
    tests = (ValidatedTestSpec(id="weekly", stores=(*stores, BOOKS)),)
    app = cdk.App(context=context(), outdir=str(tmp_path))
    _add_to(cdk.Stack(app, "shop-prod-test", env=HERE), replace(SPEC, tests=tests))
    add_security_packs(app, SECURITY_PACKS)

    app.synth()

    report = json.loads((tmp_path / "validation-report.json").read_text())
    assert report["pluginReports"] == []
