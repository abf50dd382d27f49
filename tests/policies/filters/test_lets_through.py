"""Filter policies, tried on messages of which all is known, and of which not."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.policies import ANYTHING, filter_policy_faults, lets_through

MESSAGE = {
    "AlarmName": "shop-no-orders",
    "NewStateValue": "ALARM",
    "OldStateValue": "OK",
    "AlarmDescription": None,
    "OKActions": [],
    "AlarmActions": ["arn:one", "arn:two"],
    "Trigger": {
        "Namespace": "Shop",
        "Threshold": 5.0,
        "Unit": None,
        "Dimensions": [{"name": "Stage", "value": "prod"}, {"name": "Zone", "value": "a"}],
    },
    "client": "10.0.1.7",
    "is test": True,
}
BODY, ATTRIBUTES = "MessageBody", "MessageAttributes"
NO_ATTRIBUTES: dict[str, object] = {}


def passes(
    policy: object,
    scope: object,
    body: object,
    attributes: Mapping[str, object] = NO_ATTRIBUTES,
) -> bool | None:
    """Say whether a subscription with a filter policy gets a message."""
    subscription = {"FilterPolicy": policy, "FilterPolicyScope": scope}
    return lets_through(subscription, body, attributes).holds


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({}, True),
        ({"NewStateValue": ["ALARM"]}, True),
        ({"NewStateValue": ["OK"]}, False),
        ({"NewStateValue": ["OK", "ALARM"]}, True),
        ({"NewStateValue": ["alarm"]}, False),
        ({"NewStateValue": ["ALARM"], "OldStateValue": ["ALARM"]}, False),
        ({"Region": ["eu-west-1"]}, False),
        ({"Region": [{"resembles": "eu"}]}, False),
        ({"AlarmActions": ["arn:two"]}, True),
        ({"AlarmDescription": [None]}, True),
        ({"is test": [True]}, True),
        ({"is test": [1]}, False),
    ],
)
def test_exact_values(policy: dict[str, object], *, expected: bool) -> None:
    """All keys have to match, each by any of its values; a list in the body by any of its items."""
    assert passes(policy, BODY, MESSAGE) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"prefix": "shop-"}, True),
        ({"prefix": "bank-"}, False),
        ({"suffix": "orders"}, True),
        ({"equals-ignore-case": "SHOP-NO-ORDERS"}, True),
        ({"wildcard": "shop-*-orders"}, True),
        ({"wildcard": "shop-*-parcels"}, False),
        ({"anything-but": ["shop-no-orders"]}, False),
        ({"anything-but": "other"}, True),
        ({"anything-but": {"prefix": "shop-"}}, False),
        ({"anything-but": {"suffix": ["-a", "-b"]}}, True),
        ({"numeric": ["=", 5]}, False),
        ({"cidr": "10.0.0.0/16"}, False),
        ({"exists": True}, True),
        ({"exists": False}, False),
        ({"resembles": "shop"}, None),
        ({"anything-but": {"prefix": "a", "suffix": "b"}}, None),
        ({"anything-but": {"resembles": "shop"}}, None),
    ],
)
def test_conditions_on_texts(condition: dict[str, object], *, expected: bool | None) -> None:
    """A condition has a name and an operand; an unknown one is not decided."""
    assert passes({"AlarmName": [condition]}, BODY, MESSAGE) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (5, True),
        ({"numeric": ["=", 5]}, True),
        ({"numeric": [">", 0, "<=", 5]}, True),
        ({"numeric": [">", 5]}, False),
        ({"anything-but": [5, 6]}, False),
    ],
)
def test_conditions_on_numbers(condition: object, *, expected: bool | None) -> None:
    """Numbers are compared as numbers, however they are written."""
    assert passes({"Trigger": {"Threshold": [condition]}}, BODY, MESSAGE) is expected


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"client": [{"cidr": "10.0.0.0/16"}]}, True),
        ({"client": [{"cidr": "10.1.0.0/16"}]}, False),
        ({"AlarmName": [{"cidr": "10.0.0.0/16"}]}, False),
        ({"Trigger": {"Namespace": ["Shop"]}}, True),
        ({"Trigger": {"Namespace": ["Bank"]}}, False),
        ({"Trigger": {"Dimensions": {"value": ["prod"]}}}, True),
        ({"Trigger": {"Dimensions": {"value": ["prod"], "name": ["Stage"]}}}, True),
        # Whether two items of a list may meet it together, AWS does not say.
        ({"Trigger": {"Dimensions": {"value": ["a"], "name": ["Stage"]}}}, None),
        ({"Trigger": {"Dimensions": {"value": ["b"], "name": ["Stage"]}}}, False),
        # Dots are as good as levels.
        ({"Trigger.Namespace": ["Shop"]}, True),
        ({"Trigger.Dimensions": {"name": ["Zone"]}}, True),
        ({"Trigger.Dimensions.name": ["Zone"], "Trigger": {"Namespace": ["Shop"]}}, True),
        ({"Trigger.Namespace": ["Shop"], "Trigger": {"Namespace": ["Bank"]}}, False),
        ({"NewStateValue": {"reason": ["x"]}}, False),
    ],
)
def test_parts_of_the_body(policy: dict[str, object], *, expected: bool | None) -> None:
    """A policy may look into objects, and into each item of a list."""
    assert passes(policy, BODY, MESSAGE) is expected


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"Region": [{"exists": False}]}, True),
        ({"Region": [{"exists": True}]}, False),
        ({"Trigger": [{"exists": True}]}, False),
        ({"Trigger": [{"exists": False}]}, None),
        ({"AlarmDescription": [{"exists": True}]}, False),
        ({"AlarmDescription": [{"exists": False}]}, None),
        ({"OKActions": [{"exists": True}]}, False),
        ({"Trigger": {"Namespace": [{"exists": True}]}}, True),
        ({"Trigger": {"Unit": [{"exists": True}]}}, False),
        ({"Trigger": {"Statistic": [{"exists": False}]}}, True),
    ],
)
def test_what_exists(policy: dict[str, object], *, expected: bool | None) -> None:
    """Only a value that is neither null nor empty is there, and an object is not a value."""
    assert passes(policy, BODY, MESSAGE) is expected


def test_nothing_lacks_nothing() -> None:
    """That a field is missing does not count in a message that has no field at all."""
    assert passes({"Region": [{"exists": False}]}, BODY, {}) is False


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"$or": [{"NewStateValue": ["OK"]}, {"OldStateValue": ["OK"]}]}, True),
        ({"$or": [{"NewStateValue": ["OK"]}, {"OldStateValue": ["ALARM"]}]}, False),
        ({"$or": [{"NewStateValue": ["OK"]}, {"AlarmName": [{"resembles": "a"}]}]}, None),
        ({"$or": [{"NewStateValue": ["ALARM"]}, {"AlarmName": [{"resembles": "a"}]}]}, True),
        (
            {
                "$or": [{"NewStateValue": ["ALARM"]}, {"OldStateValue": ["ALARM"]}],
                "AlarmName": ["other"],
            },
            False,
        ),
        (
            {"Trigger": {"$or": [{"Namespace": ["Bank"]}, {"Namespace": ["Shop"]}]}},
            True,
        ),
    ],
)
def test_alternatives(policy: dict[str, object], *, expected: bool | None) -> None:
    """One of the policies under `$or` has to hold, beside the other keys."""
    assert passes(policy, BODY, MESSAGE) is expected


@pytest.mark.parametrize(
    "wanted",
    [
        [{"NewStateValue": ["ALARM"]}],
        [{"NewStateValue": ["ALARM"]}, "ALARM"],
        [{"NewStateValue": ["ALARM"]}, {"prefix": "shop"}],
    ],
)
def test_or_that_is_not_taken_for_one(wanted: list[object]) -> None:
    """Written otherwise, `$or` is silently the name of a field, which no message has."""
    assert passes({"$or": wanted}, BODY, MESSAGE) is False


@pytest.mark.parametrize("body", ["plain text", ["ALARM"], 5, None])
def test_a_body_that_is_not_an_object_is_lost(body: object) -> None:
    """Whatever the policy says, only an object has fields; without a policy all bodies pass."""
    assert passes({"Region": [{"exists": False}]}, BODY, body) is False
    assert passes({}, BODY, body) is True


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"severity": ["critical"]}, True),
        ({"severity": ["info"]}, False),
        ({"channels": ["mail"]}, True),
        ({"count": [{"numeric": [">=", 3]}]}, True),
        ({"NewStateValue": ["ALARM"]}, False),
        ({"NewStateValue": [{"exists": False}]}, True),
    ],
)
def test_message_attributes(policy: dict[str, object], *, expected: bool | None) -> None:
    """Without the scope of the body, a policy sees the attributes alone, and none within them."""
    attributes = {"severity": "critical", "channels": ["mail", "chat"], "count": 3}

    assert passes(policy, ATTRIBUTES, MESSAGE, attributes) is expected


@pytest.mark.parametrize("condition", ["ALARM", {"exists": False}])
def test_alarms_carry_no_message_attributes(condition: object) -> None:
    """A policy on attributes lets no notification of CloudWatch through, not even by absence."""
    assert passes({"NewStateValue": [condition]}, ATTRIBUTES, MESSAGE) is False


@pytest.mark.parametrize(
    ("policy", "scope", "fault"),
    [
        ({f"key{number}": ["a"] for number in range(6)}, BODY, "it has 6 keys, and 5 is the limit"),
        ({"key": [f"value{number}" for number in range(151)]}, BODY, "it has 151 combinations"),
        # The example of AWS: 4 x 3 levels, 3 x 2, 3 x 1.
        (
            {
                "a": {"b": {"c": ["1", "2", "3", "4"]}},
                "d": {"e": ["1", "2", "3"]},
                "f": ["1", "2", "3"],
            },
            BODY,
            "it has 216 combinations",
        ),
        ({"Trigger": "Shop"}, BODY, "what Trigger asks for is not a list"),
        ({"AlarmName": []}, BODY, "AlarmName asks for nothing"),
        ({"AlarmName": [["a"]]}, BODY, "AlarmName has a list in its list"),
        ({"AlarmName": [{"prefix": "a", "suffix": "b"}]}, BODY, "a condition of 2 names"),
        ({"AlarmName": [{"prefix": 5}]}, BODY, "has a `prefix` that is not a text"),
        ({"AlarmName": [{"exists": "yes"}]}, BODY, "has an `exists` that is neither"),
        ({"Threshold": [{"numeric": []}]}, BODY, "has a `numeric` that is not like"),
        ({"Threshold": [{"numeric": [">"]}]}, BODY, "has a `numeric` that is not like"),
        ({"Threshold": [{"numeric": [1, "<="]}]}, BODY, "has a `numeric` that is not like"),
        ({"Threshold": [{"numeric": [">", "5"]}]}, BODY, "has a `numeric` that is not like"),
        ({"Trigger": {"Namespace": ["a"]}}, ATTRIBUTES, "Trigger.Namespace is nested"),
        ({"AlarmName": [f"{number}" for number in range(150)]}, BODY, None),
        ({"Trigger.Namespace": ["a"]}, ATTRIBUTES, None),
        ({"AlarmName": [{"resembles": "a"}]}, BODY, None),
        ({"AlarmName": "${Names}"}, BODY, None),
        ({"Threshold": [{"numeric": [">", "${Threshold}"]}]}, BODY, None),
    ],
)
def test_what_amazon_sns_refuses(policy: dict[str, object], scope: str, fault: str | None) -> None:
    """A policy that is refused lets nothing through, and says why.

    https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
    """
    faults = filter_policy_faults(policy, scope)

    assert [fault in each for each in faults] == [True] if fault else faults == ()
    if fault:
        outcome = lets_through({"FilterPolicy": policy, "FilterPolicyScope": scope}, MESSAGE)
        assert outcome.holds is False
        assert "Amazon SNS refuses its filter policy" in outcome.why


def test_a_policy_of_countless_alternatives_is_not_tried() -> None:
    """What would take for ever is refused by AWS anyway."""
    pair = [{"AlarmName": ["a"]}, {"AlarmName": ["b"]}]
    wide = {f"{number}": {"$or": pair} for number in range(40)}
    deep: dict[str, object] = {"AlarmName": ["a"]}
    for _ in range(200):
        deep = {"x": deep}

    assert [filter_policy_faults(each, BODY) for each in (wide, deep)] == [
        ("it is far beyond 150 combinations",)
    ] * 2


OPEN = {
    "AWSAccountId": "${AWS::AccountId}",
    "AlarmArn": "arn:aws:cloudwatch:eu-west-1:${AWS::AccountId}:alarm:till",
    "AlarmDescription": "${Description}",
    "NewStateReason": "Threshold Crossed: 1 datapoint [5.0 (${CloudWatch::Time})]",
    "StateChangeTime": "${CloudWatch::StateChangeTime}",
    "TriggeringChildren": ANYTHING,
    "Trigger": {"Threshold": "${Threshold}", "Unit": None},
}


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"AWSAccountId": ["111122223333"]}, None),
        ({"AWSAccountId": ["${AWS::AccountId}"]}, True),
        ({"AWSAccountId": [{"exists": True}]}, True),
        ({"AWSAccountId": [{"exists": False}]}, False),
        ({"AWSAccountId": [{"anything-but": ["111122223333"]}]}, None),
        ({"AlarmArn": [{"prefix": "arn:aws:cloudwatch:eu-west-1:"}]}, True),
        ({"AlarmArn": [{"prefix": "arn:aws:cloudwatch:eu-west-2:"}]}, False),
        ({"AlarmArn": [{"prefix": "arn:aws:cloudwatch:eu-west-1:1111"}]}, None),
        ({"AlarmArn": [{"suffix": ":alarm:till"}]}, True),
        ({"AlarmArn": [{"anything-but": {"suffix": ":till"}}]}, False),
        ({"AlarmArn": [{"wildcard": "*:alarm:*"}]}, True),
        ({"AlarmArn": [{"equals-ignore-case": "ARN:x"}]}, False),
        ({"NewStateReason": [{"prefix": "Threshold Crossed"}]}, True),
        ({"AlarmDescription": [{"exists": True}]}, None),
        ({"AlarmDescription": [{"exists": False}]}, None),
        ({"AlarmDescription": [None]}, None),
        ({"StateChangeTime": [{"prefix": "2026-"}]}, None),
        ({"StateChangeTime": [{"exists": True}]}, True),
        ({"TriggeringChildren": {"Arn": [{"suffix": ":till"}]}}, None),
        ({"TriggeringChildren": [{"exists": True}]}, None),
        ({"TriggeringChildren": [{"exists": False}]}, None),
        ({"Trigger": {"Threshold": [{"numeric": [">", 5]}]}}, None),
        ({"Trigger": {"Threshold": [5]}}, None),
        ({"Trigger": {"Threshold": ["five"]}}, None),
        ({"Trigger": {"Unit": ["${Unit}"]}}, None),
        ({"Region": [{"exists": False}], "AWSAccountId": ["111122223333"]}, None),
        ({"Region": ["x"], "AWSAccountId": ["111122223333"]}, False),
        ({"AlarmArn": ["${Arn}"]}, None),
        ({"AlarmArn": ["${Arn}", {"exists": True}]}, True),
        ({"AlarmArn": "${Arns}"}, None),
        ("${Policy}", None),
        (["x"], None),
    ],
)
def test_a_message_of_which_not_all_is_known(policy: object, *, expected: bool | None) -> None:
    """A field has a known value, is there but unknown, or is absent; only the second is open."""
    assert passes(policy, BODY, OPEN) is expected


@pytest.mark.parametrize(
    ("policy", "scope", "expected"),
    [
        ({"NewStateValue": ["ALARM"]}, "${Scope}", None),
        ({"NewStateValue": ["OK"]}, "${Scope}", False),
        ({"NewStateValue": ["ALARM"]}, "Everything", None),
        ({"NewStateValue": ["ALARM"]}, None, False),
        ('{"NewStateValue": ["ALARM"]}', BODY, True),
        ("", BODY, True),
        (None, BODY, True),
    ],
)
def test_scopes_and_texts(policy: object, scope: object, *, expected: bool | None) -> None:
    """An open scope matters only where the two would differ; a policy may be a text of JSON."""
    assert passes(policy, scope, MESSAGE) is expected


@pytest.mark.parametrize(
    ("policy", "scope", "why"),
    [
        (
            {"NewStateValue": ["OK"]},
            BODY,
            'it asks for NewStateValue ["OK"], and the notification has "ALARM"',
        ),
        (
            {"Trigger": {"Dimensions": {"name": ["x"]}}},
            BODY,
            'it asks for Trigger.Dimensions.name ["x"], and the notification has "Stage", "Zone"',
        ),
        (
            {"Severity": ["critical"]},
            BODY,
            'it asks for Severity ["critical"], which the body of the notification does not have',
        ),
        (
            {"NewStateValue": ["ALARM"]},
            ATTRIBUTES,
            (
                'it asks for NewStateValue ["ALARM"], '
                "which the message attributes of the notification do not have"
            ),
        ),
        ("${Policy}", BODY, "its filter policy is ${Policy}"),
    ],
)
def test_the_reason_in_words(policy: object, scope: str, why: str) -> None:
    """A reason names the field, what is asked for and what is there."""
    subscription = {"FilterPolicy": policy, "FilterPolicyScope": scope}

    assert lets_through(subscription, MESSAGE).why == why


conditions = st.sampled_from(
    [
        "a",
        "${X}",
        {"prefix": "a"},
        {"anything-but": ["a"]},
        {"exists": True},
        {"exists": False},
        {"numeric": [">", 1]},
        None,
        5,
    ]
)
policies = st.dictionaries(
    st.sampled_from(["p", "q", "p.q", "r"]),
    st.lists(conditions, min_size=1, max_size=3),
    max_size=3,
)
bodies: st.SearchStrategy[dict[str, object]] = st.dictionaries(
    st.sampled_from(["p", "q", "r"]),
    st.sampled_from(["a", "${X}", "a${X}", 5, None, []]),
    min_size=1,
)


@given(policies, bodies, st.sampled_from(["a", "b", ""]))
def test_an_answer_holds_whatever_is_deployed(
    policy: dict[str, object], body: dict[str, object], value: str
) -> None:
    """Where an answer is certain, each value of what is not known gives the same."""
    answer = passes(policy, BODY, body)

    assert answer in (None, passes(_filled(policy, value), BODY, _filled(body, value)))


@given(policies, bodies)
def test_what_is_not_known_includes_all_that_may_be(
    policy: dict[str, object], body: dict[str, object]
) -> None:
    """A field of which nothing is known is one that is absent, or has any value."""
    answer = passes(policy, BODY, {**body, "r": ANYTHING, "s": "x"})

    for known in ({}, {"r": "a"}, {"r": 5}, {"r": None}):
        rest = {name: each for name, each in body.items() if name != "r"}
        assert answer in (None, passes(policy, BODY, {**rest, **known, "s": "x"}))


def _filled(written: object, value: str) -> object:
    if isinstance(written, dict):
        return {key: _filled(each, value) for key, each in written.items()}
    if isinstance(written, list):
        return [_filled(each, value) for each in written]
    return written.replace("${X}", value) if isinstance(written, str) else written
