"""Policies of AWS on the way of a notification: who may do what, and which messages pass.

Both are asked about values of which a template may not know all: `symbolic` compares texts with
placeholders, `three_values` has the logic.
"""

from tocsin.policies.access import (
    Answer,
    ContextValue,
    Principal,
    Request,
    Verdict,
    alarm_invokes,
    alarm_publishes,
    alarm_uses_key,
    budget_publishes,
    budget_uses_key,
    default_topic_policy,
    evaluate,
    function_policy,
    rule_invokes,
    rule_publishes,
    rule_sends,
    rule_uses_key,
    rule_uses_key_of_queue,
    topic_invokes,
    topic_sends,
    topic_uses_key,
)
from tocsin.policies.anything import ANYTHING
from tocsin.policies.filters import fields_looked_at, filter_policy_faults, lets_through
from tocsin.policies.outcome import Outcome

__all__ = [
    "ANYTHING",
    "Answer",
    "ContextValue",
    "Outcome",
    "Principal",
    "Request",
    "Verdict",
    "alarm_invokes",
    "alarm_publishes",
    "alarm_uses_key",
    "budget_publishes",
    "budget_uses_key",
    "default_topic_policy",
    "evaluate",
    "fields_looked_at",
    "filter_policy_faults",
    "function_policy",
    "lets_through",
    "rule_invokes",
    "rule_publishes",
    "rule_sends",
    "rule_uses_key",
    "rule_uses_key_of_queue",
    "topic_invokes",
    "topic_sends",
    "topic_uses_key",
]
