"""Policies of AWS on the way of a notification: who may do what, and which messages pass.

Both are asked about values of which a template may not know all: `symbolic` compares texts with
placeholders, `three_values` has the logic.
"""

from tocsin.policies.access import (
    ANYTHING,
    Answer,
    Principal,
    Request,
    Verdict,
    alarm_invokes,
    alarm_publishes,
    alarm_uses_key,
    default_topic_policy,
    evaluate,
    function_policy,
    rule_publishes,
    rule_uses_key,
    topic_invokes,
    topic_sends,
    topic_uses_key,
)
from tocsin.policies.three_values import all_hold, any_holds

__all__ = [
    "ANYTHING",
    "Answer",
    "Principal",
    "Request",
    "Verdict",
    "alarm_invokes",
    "alarm_publishes",
    "alarm_uses_key",
    "all_hold",
    "any_holds",
    "default_topic_policy",
    "evaluate",
    "function_policy",
    "rule_publishes",
    "rule_uses_key",
    "topic_invokes",
    "topic_sends",
    "topic_uses_key",
]
