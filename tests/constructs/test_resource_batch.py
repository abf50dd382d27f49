"""Resources that are made in one call are what single calls make."""

import json
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from cdk_nag import AwsSolutionsChecks
from constructs import Construct
from constructs.resource_batch import BatchResource, add_resources, attribute, ref

from tests.support.templates import Json, resources_of, template_of

TOPIC = BatchResource(
    id="Alerts/Topic",
    type="AWS::SNS::Topic",
    properties={
        "TopicName": "<é>",
        "KmsMasterKeyId": attribute("Key", "Arn"),
        "DisplayName": None,
        "Tags": [{"Key": "tier", "Value": "gold"}],
    },
    depends_on=("Key",),
    asked=("Ref",),
)
KEY = BatchResource(
    id="Key",
    type="AWS::KMS::Key",
    properties={"KeyPolicy": {"Version": "2012-10-17", "Statement": []}},
    retention={"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"},
    asked=("Arn",),
)
ALARM = BatchResource(
    id="Alarm",
    type="AWS::CloudWatch::Alarm",
    properties={
        "ComparisonOperator": "GreaterThanThreshold",
        "EvaluationPeriods": 1,
        "Tags": [{"Key": "tier", "Value": "gold"}],
    },
    is_plain=True,
)


def _batched(stack: cdk.Stack) -> None:
    cdk.Tags.of(stack).add("team", "shop")
    add_resources(stack, [KEY, TOPIC, ALARM])


def _single(stack: cdk.Stack) -> None:
    cdk.Tags.of(stack).add("team", "shop")
    gold = [cdk.CfnTag(key="tier", value="gold")]
    key = kms.CfnKey(stack, "Key", key_policy={"Version": "2012-10-17", "Statement": []})
    key.apply_removal_policy(cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
    topic = sns.CfnTopic(
        Construct(stack, "Alerts"),
        "Topic",
        topic_name="<é>",
        kms_master_key_id=key.attr_arn,
        tags=gold,
    )
    topic.add_resource_dependency(key)
    cloudwatch.CfnAlarm(
        stack,
        "Alarm",
        comparison_operator="GreaterThanThreshold",
        evaluation_periods=1,
        tags=gold,
    )


def test_template_is_the_one_of_single_calls() -> None:
    """Ids, references, tags, retention and order are the same, whoever makes the resources."""
    batched, single = template_of(_batched), template_of(_single)

    assert batched == single
    assert [*batched["Resources"]] == [*single["Resources"]]


def test_answers_are_tokens(tmp_path: Path) -> None:
    """What is asked of a resource can stand in other stacks, within other text too."""
    app = cdk.App(outdir=str(tmp_path))
    one, other = cdk.Stack(app, "One"), cdk.Stack(app, "Other")
    added = add_resources(one, [KEY, TOPIC])
    name = f"to {added['Alerts/Topic.Ref']}"
    add_resources(
        other, [BatchResource(id="T", type="AWS::SNS::Topic", properties={"TopicName": name})]
    )
    app.synth()
    template: dict[str, Any] = json.loads((tmp_path / "Other.template.json").read_text())
    (_, parts) = template["Resources"]["T"]["Properties"]["TopicName"]["Fn::Join"]

    assert [*added] == ["Key.Arn", "Alerts/Topic.Ref"]
    assert parts[0] == "to "
    assert parts[1]["Fn::ImportValue"].startswith("One:ExportsOutputRefAlertsTopic")


def _topic(resource_id: str, **properties: object) -> BatchResource:
    return BatchResource(id=resource_id, type="AWS::SNS::Topic", properties=properties)


def test_a_parameter_of_the_stack_is_found() -> None:
    """A reference may name a parameter, from any scope of the stack."""

    def build(stack: cdk.Stack) -> None:
        cdk.CfnParameter(stack, "Name")
        add_resources(Construct(stack, "Deep"), [_topic("Topic", TopicName=ref("Name"))])

    (topic,) = resources_of(template_of(build), "AWS::SNS::Topic")

    assert topic["Properties"] == {"TopicName": {"Ref": "Name"}}


@pytest.mark.parametrize(
    ("resources", "named"),
    [
        ([_topic("Topic", TopicName=ref("Nothing"))], "Nothing"),
        ([_topic("Topic", TopicName=ref("Later")), _topic("Later")], "Later"),
        ([_topic("Topic", TopicName=attribute("Nothing", "Arn"))], "Nothing"),
        ([_topic("Topic"), _topic("Topic")], "Topic"),
        ([_topic("Topic", FifoTopic="perhaps")], "perhaps"),
        ([BatchResource(id="X", type="AWS::SNS::Toppic", properties={})], "AWS::SNS::Toppic"),
    ],
    ids=["unknown", "later", "attribute", "twice", "kind", "type"],
)
def test_what_is_wrong_is_named(resources: list[BatchResource], named: str) -> None:
    """As everywhere in the CDK, mistakes end the synthesis with what is wrong."""
    with pytest.raises(RuntimeError, match=named):
        template_of(lambda stack: add_resources(stack, resources))


def _findings(stack: cdk.Stack, app: cdk.App) -> set[str]:
    report = AwsSolutionsChecks(app).validate_scope(stack)
    return {violation.rule_name for violation in report.violations}


def test_cdk_nag_knows_the_resources() -> None:
    """What cdk-nag has a rule for is found, and what is accepted is not."""
    app = cdk.App()
    stack = cdk.Stack(app, "Stack")
    queue: Json = {"id": "Queue", "type": "AWS::SQS::Queue", "properties": {}}
    add_resources(Construct(stack, "Found"), [BatchResource(**queue)])
    found = _findings(stack, app)
    accepting = cdk.Stack(app, "Accepting")
    add_resources(accepting, [BatchResource(**queue, accepted=dict.fromkeys(found, "A test."))])

    assert {"AwsSolutions-SQS3", "AwsSolutions-SQS4"} <= found
    assert _findings(accepting, app) == set()
