from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.deliveries import Json, recipients, resource
from tests.support.properties import ONE_FOLDER

VALUES = st.recursive(
    st.sampled_from(
        [
            None, True, 7, "", "x", "*", "arn:aws:sns:eu-west-1:1:t", "arn:aws:sqs:::", "arn:",
            "sqs", "email", "lambda", "alias/aws/sns", "a@b.example", "${X}", "{{resolve:ssm:/x}}",
            "Allow", "Deny", "sns.amazonaws.com", "cloudwatch.amazonaws.com", "sns:Publish",
            {"Ref": "Pager"}, {"Ref": "Inbox"}, {"Ref": "Key"}, {"Ref": "Missing"},
            {"Fn::GetAtt": ["Inbox", "Arn"]}, {"Fn::GetAtt": ["Run", "Arn"]},
            {"Fn::If": ["Undecided", "a", {"Ref": "AWS::NoValue"}]}, {"Fn::ImportValue": "x"},
        ]
    ),
    lambda inside: st.lists(inside, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            [
                "Statement", "Effect", "Principal", "Action", "Resource", "Condition", "Service",
                "AWS", "StringEquals", "aws:SourceArn", "Protocol", "Endpoint", "NotPrincipal",
            ]
        ),
        inside,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip
"""What may stand in a template where something else belongs."""


def _like(type_name: str, *names: str) -> st.SearchStrategy[Json]:
    properties = st.fixed_dictionaries({}, optional=dict.fromkeys(names, VALUES))
    return properties.map(lambda given: resource(type_name, **given))


TEMPLATES = st.fixed_dictionaries(
    {
        "Pager": _like("AWS::SNS::Topic", "KmsMasterKeyId", "Subscription", "FifoTopic"),
        "Mail": _like(
            "AWS::SNS::Subscription", "TopicArn", "Protocol", "Endpoint", "Region",
            "RawMessageDelivery",
        ),
        "Policy": _like("AWS::SNS::TopicPolicy", "Topics", "PolicyDocument"),
        "Key": _like("AWS::KMS::Key", "KeyPolicy", "Enabled", "KeySpec"),
        "Alias": _like("AWS::KMS::Alias", "AliasName", "TargetKeyId"),
        "Inbox": _like("AWS::SQS::Queue", "KmsMasterKeyId", "QueueName", "FifoQueue"),
        "Sending": _like("AWS::SQS::QueuePolicy", "Queues", "PolicyDocument"),
        "Run": _like("AWS::Lambda::Function", "FunctionName"),
        "Permission": _like(
            "AWS::Lambda::Permission", "FunctionName", "Principal", "Action", "SourceArn",
            "SourceAccount",
        ),
        "Reading": _like("AWS::Lambda::EventSourceMapping", "EventSourceArn"),
        "Chat": _like("AWS::Chatbot::SlackChannelConfiguration", "SnsTopicArns", "SlackChannelId"),
        "Plan": _like("AWS::SSMIncidents::ResponsePlan", "Engagements", "ChatChannel"),
    }
)  # fmt: skip


@pytest.mark.parametrize("listens", [False, True], ids=["any", "listening"])
@settings(max_examples=60, suppress_health_check=ONE_FOLDER)
@given(resources=TEMPLATES, action=VALUES)
def test_there_is_always_an_answer(
    tmp_path: Path, resources: dict[str, Json], action: object, *, listens: bool
) -> None:
    """Whatever stands in a template, each recipient has an answer, and where it is not yes, why."""
    if listens:
        resources["Mail"]["Properties"]["TopicArn"] = {"Ref": "Pager"}
        resources["Policy"]["Properties"]["Topics"] = [{"Ref": "Pager"}]
        resources["Sending"]["Properties"]["Queues"] = [{"Ref": "Inbox"}]
        action = {"Ref": "Pager"}

    found = recipients(
        tmp_path,
        resources,
        action=action,
        parameters={"Given": {"Type": "String"}},
        conditions={"Undecided": {"Fn::Equals": [{"Ref": "Given"}, "yes"]}},
    )

    for each in found:
        assert each.is_certain == (each.status == "delivered")
        assert not (each.pages and not each.may_page)
        assert all(obstacle.why and obstacle.source for obstacle in each.obstacles)
