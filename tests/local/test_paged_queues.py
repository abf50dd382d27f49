import json
from pathlib import Path
from typing import Any

import pytest

from local.endpoint import Endpoint
from local.paged_queues import create_queues, paged_queues, queues_of
from tests.support.emulator import deploy_template

Json = dict[str, Any]

ARN = "arn:aws:sqs:eu-west-1:000000000000"


def subscription(endpoint: object, protocol: str = "sqs") -> Json:
    """Return a subscription of a topic of the same template."""
    properties = {"TopicArn": {"Ref": "Topic"}, "Protocol": protocol, "Endpoint": endpoint}
    return {"Type": "AWS::SNS::Subscription", "Properties": properties}


def template(*endpoints: object, queue: str = "made") -> Json:
    """Return a template with a topic, a queue that it makes, and subscriptions."""
    subscriptions = {f"S{n}": subscription(each) for n, each in enumerate(endpoints)}
    made = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": queue}}
    topic = {"Type": "AWS::SNS::Topic"}
    return {"Resources": {"Topic": topic, "Queue": made, **subscriptions}}


def test_queues_that_no_template_makes_are_expected() -> None:
    """A contact is named by its ARN; what a template makes, or another account has, is not ours."""
    other = "arn:aws:sqs:eu-west-1:444455556666:theirs"
    one = template(f"{ARN}:inbox", f"{ARN}:made", {"Fn::GetAtt": ["Queue", "Arn"]}, other)
    mail = {"Resources": {"Mail": subscription("ana@example.com", "email")}}

    assert paged_queues([one, mail]) == {f"{ARN}:inbox"}


@pytest.mark.emulator
def test_queues_are_created_where_their_arns_say(emulator: Endpoint, tmp_path: Path) -> None:
    """Whatever the Region of the stack; a topic then tells which queue it pages."""
    stack = {"type": "aws:cloudformation:stack", "environment": "aws://000000000000/eu-north-1"}
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": {"paged": stack}}))
    made = template(f"{ARN}:paged-inbox", queue="paged-made")
    (tmp_path / "paged.template.json").write_text(json.dumps(made))

    assert create_queues(emulator, tmp_path) == [f"{ARN}:paged-inbox"]

    outputs = deploy_template(
        emulator,
        "paged",
        made["Resources"],
        outputs={"Topic": {"Ref": "Topic"}},
        region="eu-north-1",
    )
    sns = emulator.client("sns", "eu-north-1")
    assert queues_of(sns, ["arn:aws:lambda:eu-north-1:000000000000:function:f"]) == []
    assert queues_of(sns, [outputs["Topic"]]) == [f"{ARN}:paged-inbox"]
    assert emulator.client("sqs", "eu-west-1").get_queue_url(QueueName="paged-inbox")["QueueUrl"]
