from typing import Any

import pytest
from constructs.policies import PUBLISHERS, Publisher, log_key_statement, policy_document

from tests.support.templates import ENVIRONMENT

TOPIC = {"Ref": "Topic"}
BY_PRINCIPAL = {publisher.principal: publisher for publisher in PUBLISHERS}
STATEMENTS = [
    {"Sid": "Read", "Effect": "Allow", "Principal": "*", "Action": "sns:Get*", "Resource": "*"},
    {"Sid": "Send", "Effect": "Deny", "Principal": "*", "Action": "sns:Publish", "Resource": "*"},
]

OF_ALARMS = {
    "StringEquals": {"aws:SourceAccount": "111122223333"},
    "ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:*"},
}


@pytest.mark.parametrize(
    ("principal", "of_topic", "of_key"),
    [
        ("cloudwatch.amazonaws.com", OF_ALARMS, OF_ALARMS),
        ("events.amazonaws.com", None, None),
    ],
)
def test_conditions(
    principal: str, of_topic: dict[str, Any] | None, of_key: dict[str, Any] | None
) -> None:
    """Each service gets the conditions that it supports, because others silence it."""
    publisher = BY_PRINCIPAL[principal]

    assert publisher.topic_statement(TOPIC, ENVIRONMENT).get("Condition") == of_topic
    assert publisher.key_statement(ENVIRONMENT).get("Condition") == of_key


@pytest.mark.parametrize("publisher", PUBLISHERS, ids=lambda publisher: publisher.name)
def test_actions(publisher: Publisher) -> None:
    """A publisher may publish to the one topic, and use the key as Amazon SNS needs it."""
    to_topic = publisher.topic_statement(TOPIC, ENVIRONMENT)
    to_key = publisher.key_statement(ENVIRONMENT)

    assert (to_topic["Action"], to_topic["Resource"]) == ("sns:Publish", TOPIC)
    assert to_key["Action"] == ["kms:Decrypt", "kms:GenerateDataKey*"]


def test_exactly_the_publishers_that_are_needed() -> None:
    """Alarms and events notify people, and nothing else does.

    A budget writes plain text, which the filter of people's subscriptions loses without a word.
    """
    assert sorted(BY_PRINCIPAL) == [
        "cloudwatch.amazonaws.com",
        "events.amazonaws.com",
    ]


def test_statements_stand_as_they_are_written() -> None:
    """Order and ids are kept; the parts of each stand as CDK has them, so that a diff is short."""
    document = policy_document(STATEMENTS)

    assert document == {"Version": "2012-10-17", "Statement": STATEMENTS}
    assert [*document["Statement"][0]] == ["Action", "Effect", "Principal", "Resource", "Sid"]


def test_key_is_for_all_log_groups_of_the_account() -> None:
    """No log group is named, because one that is named no longer could not be read any more."""
    statement = log_key_statement(ENVIRONMENT)

    assert statement["Principal"] == {"Service": "logs.us-east-1.amazonaws.com"}
    assert statement["Condition"] == {
        "ArnLike": {
            "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:111122223333:log-group:*"
        }
    }
