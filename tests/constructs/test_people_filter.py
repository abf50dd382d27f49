import pytest
from constructs.people_filter import WORTH_TELLING

from tocsin.policies import lets_through


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"OldStateValue": "OK", "NewStateValue": "ALARM"}, True),
        ({"OldStateValue": "INSUFFICIENT_DATA", "NewStateValue": "ALARM"}, True),
        ({"OldStateValue": "ALARM", "NewStateValue": "OK"}, True),
        ({"OldStateValue": "ALARM", "NewStateValue": "INSUFFICIENT_DATA"}, True),
        ({"OldStateValue": "INSUFFICIENT_DATA", "NewStateValue": "OK"}, False),
        ({"OldStateValue": "OK", "NewStateValue": "INSUFFICIENT_DATA"}, False),
        ({"version": "1.0", "content": {"title": "A backup failed"}}, True),
        ("A budget is spent.", False),
        ({}, False),
    ],
)
def test_what_a_person_is_told(message: object, *, expected: bool) -> None:
    """Alarms that begin or end, and whatever is not about an alarm, as long as it is an object."""
    subscription = {"FilterPolicy": WORTH_TELLING, "FilterPolicyScope": "MessageBody"}

    assert lets_through(subscription, message).holds is expected
