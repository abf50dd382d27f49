from dataclasses import replace
from functools import partial
from typing import Any

import aws_cdk as cdk
import pytest
from constructs.people_filter import WORTH_TELLING
from constructs.severity_topic import SeverityTopic
from constructs.stage_key import stage_key
from constructs.stored_parameters import declare_stored_parameters, parameter_id

from tests.support.plans import topic
from tests.support.templates import ENVIRONMENT, names_of, properties_of, resources_of, template_of
from tocsin.plan import TopicSpec

EVERYTHING = topic(
    email="ana@example.com",
    sms="+15550100101",
    https="{{resolve:secretsmanager:shop/pagerduty-endpoint}}",
    sqs="arn:aws:sqs:us-east-1:111122223333:shop-prod-inbox",
)


def _build(stack: cdk.Stack, spec: TopicSpec) -> None:
    declare_stored_parameters(stack, (each.endpoint for each in spec.subscriptions))
    key_arn = stage_key(
        stack,
        name="shop-prod-alerting",
        purpose="-",
        environment=ENVIRONMENT,
        statements=[],
    )
    SeverityTopic(stack, "Critical", spec=spec, key_arn=key_arn, environment=ENVIRONMENT)


@pytest.fixture(name="template", scope="module")
def _template() -> dict[str, Any]:
    return template_of(partial(_build, spec=EVERYTHING))


def test_every_subscription_has_a_dead_letter_queue(template: dict[str, Any]) -> None:
    """What a subscription cannot deliver goes to the topic's queue."""
    (queue,) = names_of(template, "AWS::SQS::Queue")
    redrive = [
        each.get("RedrivePolicy") for each in properties_of(template, "AWS::SNS::Subscription")
    ]

    assert redrive == [{"deadLetterTargetArn": {"Fn::GetAtt": [queue, "Arn"]}}] * 4


def test_people_are_told_of_alarms_that_begin_or_end(template: dict[str, Any]) -> None:
    """The first OK of new alarms reaches no person; a queue gets all that there is."""
    filtered = {
        each["Protocol"]: (each.get("FilterPolicyScope"), each.get("FilterPolicy"))
        for each in properties_of(template, "AWS::SNS::Subscription")
    }

    of_people = ("MessageBody", WORTH_TELLING)
    assert filtered == {
        "email": of_people,
        "sms": of_people,
        "https": of_people,
        "sqs": (None, None),
    }


def test_endpoints(template: dict[str, Any]) -> None:
    """Each endpoint stands as in the plan."""
    endpoints = {
        each["Protocol"]: each["Endpoint"]
        for each in properties_of(template, "AWS::SNS::Subscription")
    }

    assert endpoints == {
        "email": "ana@example.com",
        "sms": "+15550100101",
        "https": "{{resolve:secretsmanager:shop/pagerduty-endpoint}}",
        "sqs": "arn:aws:sqs:us-east-1:111122223333:shop-prod-inbox",
    }


def test_stored_endpoints() -> None:
    """What is stored is a parameter, whole or within a longer text."""
    stored = "{{resolve:ssm:/shop/prod/pager}}"
    queue = f"arn:aws:sqs:us-east-1:111122223333:{stored}"
    template = template_of(partial(_build, spec=topic(https=stored, sqs=queue)))
    parameter = {"Ref": parameter_id("/shop/prod/pager")}

    assert [each["Endpoint"] for each in properties_of(template, "AWS::SNS::Subscription")] == [
        parameter,
        {"Fn::Join": ["", ["arn:aws:sqs:us-east-1:111122223333:", parameter]]},
    ]


def test_topic_is_encrypted(template: dict[str, Any]) -> None:
    """The topic uses a customer-managed key, because services cannot use the one of AWS."""
    (key,) = names_of(template, "AWS::KMS::Key")
    (properties,) = properties_of(template, "AWS::SNS::Topic")

    assert properties["KmsMasterKeyId"] == {"Fn::GetAtt": [key, "Arn"]}


def test_publishing_needs_tls(template: dict[str, Any]) -> None:
    """Whoever publishes without TLS is refused."""
    (policy,) = properties_of(template, "AWS::SNS::TopicPolicy")
    denied = [each for each in policy["PolicyDocument"]["Statement"] if each["Effect"] == "Deny"]

    assert [(each["Principal"], each["Condition"]) for each in denied] == [
        ("*", {"Bool": {"aws:SecureTransport": "false"}})
    ]


def test_who_may_publish(template: dict[str, Any]) -> None:
    """Two services may publish, each by a statement of its own."""
    (policy,) = properties_of(template, "AWS::SNS::TopicPolicy")
    allowed = [
        each["Principal"]["Service"]
        for each in policy["PolicyDocument"]["Statement"]
        if each["Effect"] == "Allow"
    ]

    assert allowed == [
        "cloudwatch.amazonaws.com",
        "events.amazonaws.com",
    ]


def test_dead_letter_queue_keeps_longest(template: dict[str, Any]) -> None:
    """The queue is encrypted and keeps notifications as long as Amazon SQS can."""
    (properties,) = properties_of(template, "AWS::SQS::Queue")

    assert properties == {
        "QueueName": "shop-prod-critical-undelivered",
        "SqsManagedSseEnabled": True,
        "MessageRetentionPeriod": 14 * 86_400,
    }


def test_only_the_topic_fills_the_queue(template: dict[str, Any]) -> None:
    """Amazon SNS may send to the queue on behalf of this topic, and over TLS only."""
    (topic_name,) = names_of(template, "AWS::SNS::Topic")
    (policy,) = properties_of(template, "AWS::SQS::QueuePolicy")
    tls, send = policy["PolicyDocument"]["Statement"]

    assert tls["Effect"] == "Deny"
    assert tls["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert send["Principal"] == {"Service": "sns.amazonaws.com"}
    assert send["Action"] == "sqs:SendMessage"
    assert send["Condition"] == {"ArnEquals": {"aws:SourceArn": {"Ref": topic_name}}}


@pytest.mark.parametrize(
    ("spec", "logged"),
    [
        (EVERYTHING, ["http/s", "sqs"]),
        (topic(sqs="inbox"), ["sqs"]),
        (topic(https="https://example.com/hook"), ["http/s"]),
        (topic(email="ana@example.com", sms="+15550100101"), []),
        (topic(), []),
    ],
    ids=["all", "sqs", "https", "people", "nobody"],
)
def test_failed_deliveries_are_logged(spec: TopicSpec, logged: list[str]) -> None:
    """Failures are logged for the protocols that Amazon SNS can log, and for no others.

    The log group stays when none is left, because its name would be taken afterwards.
    """
    template = template_of(partial(_build, spec=spec))
    (properties,) = properties_of(template, "AWS::SNS::Topic")
    found = properties.get("DeliveryStatusLogging", [])

    assert len(properties_of(template, "AWS::Logs::LogGroup")) == 1
    assert len(properties_of(template, "AWS::IAM::Role")) == bool(logged)

    assert sorted(each["Protocol"] for each in found) == logged
    assert all("FailureFeedbackRoleArn" in each for each in found)


def test_delivery_log_is_bounded(template: dict[str, Any]) -> None:
    """The log of failures is encrypted, not kept for ever, and its role writes to it alone."""
    name = "sns/us-east-1/111122223333/shop-prod-critical/Failure"
    (group,) = properties_of(template, "AWS::Logs::LogGroup")
    (key,) = names_of(template, "AWS::KMS::Key")
    (policy,) = properties_of(template, "AWS::IAM::ManagedPolicy")
    (statement,) = policy["PolicyDocument"]["Statement"]

    assert group == {
        "LogGroupName": name,
        "RetentionInDays": 90,
        "KmsKeyId": {"Fn::GetAtt": [key, "Arn"]},
    }
    assert statement["Resource"] == f"arn:aws:logs:us-east-1:111122223333:log-group:{name}:*"


def test_stage_that_is_kept_keeps_its_log() -> None:
    """What is retained is still deleted when its creation is rolled back."""
    kept = replace(ENVIRONMENT, retain=True)

    def build(stack: cdk.Stack) -> None:
        key_arn = stage_key(stack, name="shop", purpose="-", environment=kept, statements=[])
        SeverityTopic(stack, "Critical", spec=EVERYTHING, key_arn=key_arn, environment=kept)

    template = template_of(build)
    policies = [
        each["DeletionPolicy"]
        for kind in ("AWS::KMS::Key", "AWS::Logs::LogGroup")
        for each in resources_of(template, kind)
    ]

    assert policies == ["RetainExceptOnCreate", "RetainExceptOnCreate"]
