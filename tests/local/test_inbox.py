import json

import pytest

from local.inbox import Page, read_page


def test_a_page_is_read_from_the_body_of_a_message() -> None:
    """The alarm and its state come from the message inside the envelope of SNS."""
    message = json.dumps({"AlarmName": "no-orders", "NewStateValue": "ALARM"})
    assert read_page(json.dumps({"Message": message})) == Page(alarm="no-orders", state="ALARM")


@pytest.mark.parametrize(
    "body", ["", "plain", "[]", "{}", '{"Message": "plain"}', '{"Message": "{}"}', '{"Message": 1}']
)
def test_other_messages_are_no_pages(body: str) -> None:
    """A message that is not about an alarm is not a page."""
    assert read_page(body) is None
