"""Which messages a person is told of."""

from typing import Any

WORTH_TELLING: dict[str, Any] = {
    "$or": [
        {"NewStateValue": ["ALARM"]},
        {"OldStateValue": ["ALARM"]},
        {"NewStateValue": [{"exists": False}]},
    ]
}
"""A filter policy on the body: an alarm begins, an alarm ends, or it is not about an alarm.

What remains is an alarm that finds all well for the first time, which a deployment of new alarms
does dozens of times at once. A body that is not a JSON object passes no policy of this kind, so
whatever is sent to a topic has to be one.

https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html
https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html
"""
