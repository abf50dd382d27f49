"""What reads an alarm beside its own actions, in every shape in which templates say so."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.assembly import ACCOUNT, REGION, load_template
from tests.support.cloud_assembly import StackDraft, cloud_assembly, export, imported
from tests.support.drills import Json, composite_alarm, metric_alarm
from tocsin.assembly import Assembly
from tocsin.checks.alarm_readers import AlarmReader, AlarmReaders
from tocsin.simulation import EventRules

ALARM = metric_alarm("errors", AlarmActions=[])
ARN = f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:errors"
NAME = {"Ref": "Alarm"}
CERTAIN, PERHAPS, NOTHING = True, False, None


def reader_in(assembly: Assembly) -> AlarmReader | None:
    """Return what reads the alarm of an assembly that is called `errors`, or the first one."""
    alarm = next(each for each in assembly.alarms if each.logical_id == "Alarm")
    return AlarmReaders(assembly, EventRules(assembly)).of(alarm)


def certainty(reader: AlarmReader | None) -> bool | None:
    """Return whether a reader is certain; None for none."""
    return None if reader is None else reader.is_certain


def of_type(kind: str, **properties: object) -> Json:
    """Write a resource."""
    return {"Type": kind, "Properties": properties}


@pytest.mark.parametrize(
    ("resource", "is_certain"),
    [
        (composite_alarm("down", {"Fn::Sub": "ALARM(${Alarm})"}), CERTAIN),
        (composite_alarm("down", "ALARM(errors) OR ALARM(other)"), CERTAIN),
        (composite_alarm("down", 'OK("errors")'), CERTAIN),
        (composite_alarm("down", f"ALARM({ARN})"), CERTAIN),
        (composite_alarm("down", "AT_LEAST(1, ALARM, (errors, other))"), CERTAIN),
        (composite_alarm("down", {"Fn::Sub": "ALARM(errors) OR ALARM(${Open})"}), CERTAIN),
        (composite_alarm("down", "ALARM(errors) &&"), CERTAIN),
        (composite_alarm("down", "ALARM(other)", ActionsSuppressor="errors"), CERTAIN),
        (composite_alarm("down", "ALARM(other)", AlarmDescription="errors"), NOTHING),
        (of_type("AWS::SageMaker::Endpoint", DeploymentConfig={
            "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "errors"}]}}), CERTAIN),
        (of_type("AWS::ARCRegionSwitch::Plan", AssociatedAlarms={
            "a": {"AlarmType": "trigger", "ResourceIdentifier": ARN}}), CERTAIN),
        (of_type("AWS::StepFunctions::StateMachineAlias", DeploymentPreference={
            "Alarms": ["errors"]}), CERTAIN),
        (of_type("AWS::CodePipeline::Pipeline", Stages=[{"BeforeEntry": {"Conditions": [
            {"Rules": [{"Configuration": {"AlarmName": "errors"}}]}]}}]), CERTAIN),
        # It sets the state, and does not look at it.
        (of_type("AWS::IoT::TopicRule", TopicRulePayload={"Actions": [
            {"CloudwatchAlarm": {"AlarmName": NAME, "StateValue": "ALARM"}}]}), NOTHING),
        (of_type("Custom::Gate", Alarm=NAME), CERTAIN),
        (of_type("AWS::Lambda::Function", Environment={"Variables": {"ALARM": NAME}}), CERTAIN),
        (of_type("AWS::Lambda::Function", Environment={"Variables": {"ALARM": ARN}}), CERTAIN),
        (of_type("AWS::StepFunctions::StateMachine", DefinitionString={
            "Fn::Sub": '{"Alarm": "${Alarm.Arn}"}'}), CERTAIN),
        # A text that is equal may be anything where no alarm is named.
        (of_type("AWS::Lambda::Function", Environment={"Variables": {"A": "errors"}}), NOTHING),
        (of_type("AWS::Logs::MetricFilter", MetricTransformations=[
            {"MetricNamespace": "Shop", "MetricName": "errors"}]), NOTHING),
        (of_type("AWS::CloudWatch::Dashboard", DashboardBody={"Fn::Sub": "${Alarm.Arn}"}), NOTHING),
        (metric_alarm("other", AlarmDescription=NAME), NOTHING),
        (of_type("AWS::SSM::Parameter", Value=NAME), PERHAPS),
        (of_type("AWS::IAM::Policy", PolicyDocument={
            "Statement": [{"Resource": {"Fn::GetAtt": ["Alarm", "Arn"]}}]}), PERHAPS),
        (of_type("AWS::CloudFormation::Stack", TemplateURL="x", Parameters={"A": NAME}), PERHAPS),
    ],
)  # fmt: skip
def test_a_resource_that_mentions_it(
    tmp_path: Path,
    resource: Json,
    is_certain: bool | None,  # noqa: FBT001
) -> None:
    """What acts on it, what may help others to do so, and what only looks like its name."""
    template = {
        "Parameters": {"Open": {"Type": "String"}},
        "Resources": {"Alarm": ALARM, "Other": resource},
    }

    assert certainty(reader_in(load_template(tmp_path, template))) is is_certain


@pytest.mark.parametrize(
    ("pattern", "is_certain"),
    [
        ({}, CERTAIN),
        ({"detail": {"state": {"value": ["ALARM"]}}}, CERTAIN),
        ({"detail": {"previousState": {"value": ["INSUFFICIENT_DATA"]}}}, CERTAIN),
        ({"detail": {"alarmName": ["errors"]}}, CERTAIN),
        ({"detail": {"alarmName": [{"wildcard": "err*"}]}}, CERTAIN),
        ({"resources": [ARN]}, CERTAIN),
        ({"resources": [{"suffix": ":errors"}], "account": [ACCOUNT]}, CERTAIN),
        ({"detail": {"alarmName": [{"anything-but": ["errors"]}]}}, NOTHING),
        ({"detail": {"alarmName": ["other"]}}, NOTHING),
        ({"detail": {"state": {"value": ["OK"]}}}, NOTHING),
        ({"region": ["us-east-1"]}, NOTHING),
        ({"detail-type": ["CloudWatch Alarm Configuration Change"]}, NOTHING),
        ({"detail": {"configuration": {"description": [{"prefix": "P1"}]}}}, PERHAPS),
        ({"detail": {"alarmName": [{"prefix": {"Ref": "Open"}}]}}, PERHAPS),
        # Both have to hold: what is not known cannot make up for what does not.
        ({"detail": {"alarmName": ["other"], "configuration": {"metrics": {
            "id": ["m1"]}}}}, NOTHING),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("changes", "is_there"),
    [
        ({}, True),
        ({"State": "DISABLED"}, False),
        ({"Targets": []}, False),
        ({"EventBusName": "orders"}, False),
    ],
)
def test_a_rule_for_its_changes(
    tmp_path: Path,
    pattern: dict[str, Any],
    is_certain: bool | None,  # noqa: FBT001
    changes: dict[str, Any],
    is_there: bool,  # noqa: FBT001
) -> None:
    """CloudWatch sends each change to the default bus, with or without actions."""
    kind = {"source": ["aws.cloudwatch"], "detail-type": ["CloudWatch Alarm State Change"]}
    rule = of_type(
        "AWS::Events::Rule",
        **{
            "EventPattern": {**kind, **pattern},
            "Targets": [{"Id": "t", "Arn": "arn:aws:sns:eu-west-1:111122223333:t"}],
            **changes,
        },
    )
    template = {
        "Parameters": {"Open": {"Type": "String"}},
        "Resources": {"Alarm": ALARM, "Rule": rule},
    }

    found = certainty(reader_in(load_template(tmp_path, template)))
    assert found is (is_certain if is_there else NOTHING)


def test_a_name_that_is_open_may_be_what_a_pattern_asks_for(tmp_path: Path) -> None:
    """Nobody can say that it does not match."""
    pattern = {"source": ["aws.cloudwatch"], "detail": {"alarmName": [{"prefix": "orders-"}]}}
    template = {
        "Parameters": {"Name": {"Type": "String"}},
        "Resources": {
            "Alarm": metric_alarm("errors", AlarmName={"Ref": "Name"}),
            "Rule": of_type(
                "AWS::Events::Rule", EventPattern=pattern, Targets=[{"Id": "t", "Arn": "a"}]
            ),
        },
    }

    assert certainty(reader_in(load_template(tmp_path, template))) is PERHAPS


def test_functions_of_a_whole_template(tmp_path: Path) -> None:
    """AWS SAM takes settings of all functions from Globals."""
    template = {
        "Transform": "AWS::Serverless-2016-10-31",
        "Globals": {"Function": {"DeploymentPreference": {"Alarms": [NAME]}}},
        "Resources": {"Alarm": ALARM},
    }

    assert certainty(reader_in(load_template(tmp_path, template))) is CERTAIN


def test_what_a_condition_leaves_out_would_read_it(tmp_path: Path) -> None:
    """With another value of a parameter it is there."""
    group = of_type("AWS::CodeDeploy::DeploymentGroup", AlarmConfiguration={
        "Alarms": [{"Name": NAME}]})  # fmt: skip
    template = {
        "Parameters": {"Stage": {"Type": "String", "Default": "dev"}},
        "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
        "Resources": {"Alarm": ALARM, "Group": {**group, "Condition": "IsProd"}},
    }

    reader = reader_in(load_template(tmp_path, template))
    assert certainty(reader) is PERHAPS
    assert reader is not None
    assert "the condition IsProd leaves out" in reader.why


UNNAMED = metric_alarm("errors", AlarmName=None)


def test_an_import_by_another_stack() -> None:
    """The export leads to the alarm, whatever its name will be."""
    assembly = cloud_assembly(
        alarms=StackDraft(resources={"Alarm": UNNAMED}, outputs={"A": export("a", NAME)}),
        service=StackDraft(
            resources={
                "Group": of_type(
                    "AWS::CodeDeploy::DeploymentGroup",
                    AlarmConfiguration={"Alarms": [{"Name": imported("a")}]},
                )
            },
            depends_on=("alarms",),
        ),
    )

    assert certainty(reader_in(assembly)) is CERTAIN


def test_an_export_that_nobody_here_imports() -> None:
    """Another app may."""
    assembly = cloud_assembly(
        alarms=StackDraft(resources={"Alarm": UNNAMED}, outputs={"A": export("a", NAME)})
    )

    assert certainty(reader_in(assembly)) is PERHAPS


def test_an_output_is_not_a_reader() -> None:
    """Nothing acts on it."""
    assembly = cloud_assembly(
        alarms=StackDraft(resources={"Alarm": UNNAMED}, outputs={"A": {"Value": NAME}})
    )

    assert reader_in(assembly) is None
