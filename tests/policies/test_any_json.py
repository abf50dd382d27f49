"""Whatever stands where a policy should stand gives an answer, and a reason that can be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.policies import alarm_publishes, evaluate, fields_looked_at, lets_through

REQUEST = alarm_publishes(
    "arn:aws:sns:eu-west-1:${AWS::AccountId}:pager",
    "arn:aws:cloudwatch:eu-west-1:${AWS::AccountId}:alarm:till",
    "${AWS::AccountId}",
)
WORDS = ["*", "Allow", "Deny", "${X}", "${aws:username}", "2012-10-17", "arn:aws:sns:*", "\x1b["]
NAMES = [
    *("Version", "Statement", "Effect", "Principal", "NotPrincipal", "AWS", "Service", "Action"),
    *("Resource", "Condition", "StringEquals", "ForAnyValue:StringLike", "Null", "DateLessThan"),
    *("NumericEquals", "IpAddress", "Bool", "aws:SourceArn", "aws:x"),
    *("$or", "exists", "numeric", "prefix", "anything-but", "cidr", "NewStateValue", "Trigger"),
]
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS)
anything = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(anything)
@settings(max_examples=80)
def test_a_resource_policy(written: object) -> None:
    """A policy, a statement or a part of one may be anything."""
    statement = {"Effect": "Allow", "Principal": written, "Action": "*", "Condition": written}

    for policy in (written, {"Statement": written}, {"Statement": [statement]}):
        assert "\x1b" not in evaluate(policy, REQUEST).why


@given(anything, anything)
@settings(max_examples=80)
def test_a_filter_policy(written: object, message: object) -> None:
    """A filter policy and a message may be anything."""
    subscription = {"FilterPolicy": written, "FilterPolicyScope": "MessageBody"}

    fields_looked_at(subscription)
    assert "\x1b" not in lets_through(subscription, message).why
    assert "\x1b" not in lets_through(subscription, {"Trigger": message}).why


@pytest.mark.parametrize("depth", [60, 900, 100_000])
def test_a_text_that_is_nested_deeply(depth: int) -> None:
    """It is not a policy that AWS takes, and nothing falls over it."""
    text = f'{{"Statement": {"[" * depth}{"]" * depth}}}'

    assert evaluate(text, REQUEST).is_allowed is None
    assert lets_through({"FilterPolicy": text}, {"Trigger": 1}).holds is None
