import pytest

from tocsin.simulation.filter_policy import passes

MESSAGE = {"AlarmName": "shop-no-orders", "NewStateValue": "ALARM"}
BODY, ATTRIBUTES = "MessageBody", "MessageAttributes"


@pytest.mark.parametrize(
    ("policy", "scope", "expected"),
    [
        ({}, ATTRIBUTES, True),
        ({"severity": ["critical"]}, ATTRIBUTES, False),
        ({"severity": [{"exists": False}]}, ATTRIBUTES, True),
        ({"NewStateValue": ["ALARM"]}, ATTRIBUTES, False),
        ({"NewStateValue": ["ALARM"]}, BODY, True),
        ({"NewStateValue": ["OK"]}, BODY, False),
        ({"NewStateValue": ["OK", "ALARM"]}, BODY, True),
        ({"AlarmName": [{"prefix": "shop-"}], "NewStateValue": ["ALARM"]}, BODY, True),
        ({"AlarmName": [{"prefix": "bank-"}]}, BODY, False),
        ({"AlarmName": [{"suffix": "orders"}]}, BODY, True),
        ({"AlarmName": [{"anything-but": ["shop-no-orders"]}]}, BODY, False),
        ({"AlarmName": [{"anything-but": "other"}]}, BODY, True),
        ({"AlarmName": [{"exists": True}]}, BODY, True),
        ({"Region": [{"prefix": "eu"}]}, BODY, False),
        ({"AlarmName": [{"wildcard": "shop-*"}]}, BODY, None),
        ({"$or": [{"AlarmName": ["a"]}]}, BODY, None),
        ({"Trigger": {"Namespace": ["Shop"]}}, BODY, None),
        ({"Trigger": {"Namespace": ["Shop"]}, "NewStateValue": ["OK"]}, BODY, False),
    ],
)
def test_policies(policy: dict[str, object], scope: str, *, expected: bool | None) -> None:
    """Alarms carry no message attributes; what is too complicated is not decided."""
    assert passes(policy, scope, MESSAGE) is expected
