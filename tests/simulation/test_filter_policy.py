import pytest

from tocsin.simulation.filter_policy import passes

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
        ({"prefix": 5}, None),
        ({"exists": "yes"}, None),
        ({"prefix": "a", "suffix": "b"}, None),
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
        ({"numeric": [">"]}, None),
        ({"numeric": ["about", 5]}, None),
        ({"numeric": [">", "5"]}, None),
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
        ({"Trigger": {"Dimensions": {"value": ["a"], "name": ["Stage"]}}}, True),
        ({"NewStateValue": {"reason": ["x"]}}, False),
        ({"Trigger": "Shop"}, None),
        ({"Trigger": "Shop", "NewStateValue": ["OK"]}, False),
    ],
)
def test_parts_of_the_body(policy: dict[str, object], *, expected: bool | None) -> None:
    """A policy may look into objects; the items of a list are not told apart."""
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
        ({"severity": {"is": ["critical"]}}, None),
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
