import json
from typing import Any

import aws_cdk as cdk
from constructs.age_check import CODE, AgeCheck

from tests.support.templates import ENVIRONMENT, names_of, properties_of, template_of
from tocsin.plan import AgeCheckSpec

ARN = "arn:aws:dynamodb:us-east-1:111122223333:table/shop-{}"


def _template(resources: int = 2) -> dict[str, Any]:
    spec = AgeCheckSpec(
        vault="shop-prod",
        resources=tuple((f"table {each}", ARN.format(each)) for each in range(resources)),
    )

    def build(stack: cdk.Stack) -> None:
        AgeCheck(stack, "AgeCheck", spec=spec, environment=ENVIRONMENT)

    return template_of(build)


def test_code_stands_in_the_template() -> None:
    """There is no asset: what runs is what is reviewed, and it fits where it stands."""
    (function,) = properties_of(_template(), "AWS::Lambda::Function")

    assert function["Code"] == {"ZipFile": CODE.read_text()}
    assert len(function["Code"]["ZipFile"]) < 4_096
    assert function["Runtime"] == "python3.14"


def test_it_is_invoked_each_hour_with_all_resources() -> None:
    """A rule can send 8,192 characters, so that many resources are sent in parts."""
    template = _template(60)
    rules = properties_of(template, "AWS::Events::Rule")
    sent = [json.loads(rule["Targets"][0]["Input"]) for rule in rules]

    assert {rule["ScheduleExpression"] for rule in rules} == {"rate(1 hour)"}
    assert [name for each in sent for name in each["resources"]] == [
        f"table {number}" for number in range(60)
    ]
    assert {(each["vault"], each["namespace"], each["metric"]) for each in sent} == {
        ("shop-prod", "Tocsin/Backup", "RecoveryPointAge")
    }
    assert max(len(rule["Targets"][0]["Input"]) for rule in rules) <= 8_192
    assert len(properties_of(template, "AWS::Lambda::Permission")) == len(rules) == 3


def test_each_rule_may_invoke_it_and_nothing_else() -> None:
    """A permission names its rule."""
    template = _template()
    (rule,) = names_of(template, "AWS::Events::Rule")
    (permission,) = properties_of(template, "AWS::Lambda::Permission")

    assert permission["Principal"] == "events.amazonaws.com"
    assert permission["SourceArn"] == {"Fn::GetAtt": [rule, "Arn"]}


def test_it_may_do_what_it_does() -> None:
    """It reads its vault, publishes its metric and writes its log."""
    template = _template()
    (log,) = names_of(template, "AWS::Logs::LogGroup")
    (policy,) = properties_of(template, "AWS::IAM::ManagedPolicy")
    read, publish, write = policy["PolicyDocument"]["Statement"]

    assert read["Action"] == [
        "backup:DescribeBackupVault",
        "backup:ListRecoveryPointsByBackupVault",
    ]
    assert read["Resource"] == "arn:aws:backup:us-east-1:111122223333:backup-vault:shop-prod"
    assert publish["Action"] == "cloudwatch:PutMetricData"
    assert publish["Condition"] == {"StringEquals": {"cloudwatch:namespace": "Tocsin/Backup"}}
    assert write["Resource"] == {"Fn::GetAtt": [log, "Arn"]}
