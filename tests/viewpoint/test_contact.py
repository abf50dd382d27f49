import pytest
from pydantic import ValidationError

from tocsin.viewpoint.contact import Contact

SLACK = {"workspace": "T0123456789", "channel": "C0123456789"}
TOPIC = "arn:aws:sns:eu-west-1:111122223333:others"
GUID = "11111111-2222-4333-8444-555555555555"


@pytest.mark.parametrize(
    "data",
    [
        {"email": "ana@example.com"},
        {"email": "a.b+c@sub.example.com"},
        {"sms": "+15550100123"},
        {"https": "https://events.example.com/x"},
        {"https": "ssm:/shop/pager"},
        {"https": "secretsmanager:shop/pager"},
        {"sqs": "shop-{stage}-inbox"},
        {"slack": SLACK},
        {"slack": {**SLACK, "configured_elsewhere": True}},
        {"slack": {**SLACK, "other_topics": ["arn:aws:sns:{region}:{account}:others"]}},
        {"teams": {"tenant": GUID, "team": GUID, "channel": "19%3aexample%40thread.tacv2"}},
    ],
)
def test_way_to_reach_a_contact(data: dict[str, object]) -> None:
    """One way is enough to reach a contact."""
    assert Contact.model_validate(data).ways == tuple(data)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"email": None},
        {"email": "ana"},
        {"email": "ana@example"},
        {"email": "ana @example.com"},
        {"sms": "01555010012"},
        {"sms": "+0155501001"},
        {"sms": "+1 555 010"},
        {"https": "http://example.com"},
        {"https": "https://"},
        {"sqs": " inbox"},
        {"slack": {**SLACK, "workspace": "shop"}},
        {"slack": {**SLACK, "channel": "#alarms"}},
        {"slack": {**SLACK, "other_topics": ["arn:aws:sqs:eu-west-1:111122223333:others"]}},
        {"slack": {**SLACK, "configured_elsewhere": True, "other_topics": [TOPIC]}},
        {"teams": {"tenant": "x", "team": GUID, "channel": "19%3aexample%40thread.tacv2"}},
        {"teams": {"tenant": GUID, "team": GUID, "channel": "19:example@thread.tacv2"}},
    ],
)
def test_what_reaches_nobody_is_refused(data: dict[str, object]) -> None:
    """A contact without a way, or with one that AWS would refuse, is refused."""
    with pytest.raises(ValidationError):
        Contact.model_validate(data)


def test_ways_have_the_order_of_the_model() -> None:
    """Ways are told in one order, whatever the order in the viewpoint."""
    contact = Contact.model_validate({"sms": "+15550100123", "email": "ana@example.com"})

    assert contact.ways == ("email", "sms")
