import json
from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sns as sns
from constructs.resource_batch import BatchResource, add_resources

ALARMS = [
    BatchResource(
        id=f"Alarm{number}",
        type="AWS::CloudWatch::Alarm",
        properties={"AlarmName": f"alarm {number}", "Threshold": 1.5, "Tags": [{"Key": "<é>"}]},
    )
    for number in range(3)
]


def _template(folder: Path, name: str, *, batched: bool) -> dict[str, object]:
    app = cdk.App(outdir=str(folder / name))
    stack = cdk.Stack(app, "Stack")
    cdk.Tags.of(stack).add("team", "shop")
    topic = sns.Topic(stack, "Topic")
    alarms = [
        BatchResource(
            id=each.id,
            type=each.type,
            properties={**each.properties, "AlarmActions": [topic.topic_arn]},
        )
        for each in ALARMS
    ]
    if batched:
        add_resources(stack, alarms)
    else:
        for each in alarms:
            cdk.CfnResource(stack, each.id, type=each.type, properties=each.properties)
    assert [child.node.id for child in stack.node.children][-3:] == [each.id for each in ALARMS]
    app.synth()
    template: dict[str, object] = json.loads(
        (folder / name / "Stack.template.json").read_text(encoding="utf-8")
    )
    return template


def test_batch_gives_the_constructs_that_single_calls_give(tmp_path: Path) -> None:
    """Ids, properties, tokens and the order in the tree are the same, whoever makes them."""
    single = _template(tmp_path, "single", batched=False)
    batched = _template(tmp_path, "batched", batched=True)

    assert batched == single
    assert "Ref" in json.dumps(batched)


def test_id_that_is_taken_is_refused(tmp_path: Path) -> None:
    """Two resources of one id are an error, as everywhere in the CDK."""
    stack = cdk.Stack(cdk.App(outdir=str(tmp_path)), "Stack")
    add_resources(stack, ALARMS[:1])

    with pytest.raises(RuntimeError, match="Alarm0"):
        add_resources(stack, ALARMS[:1])
