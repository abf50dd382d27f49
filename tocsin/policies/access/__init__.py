"""Who may do what: resource policies of IAM, evaluated as far as a template decides them.

`evaluate` answers one `Request` by one policy. `senders` knows what the services on the way of a
notification really ask for, and with which context. Texts may hold what only a deployment knows,
as `${Name}` (`symbolic`); where that decides, the answer is unknown.
"""

from tocsin.policies.access.answer import Answer, Verdict
from tocsin.policies.access.evaluate import evaluate
from tocsin.policies.access.request import ContextValue, Principal, Request
from tocsin.policies.access.resource_policies import default_topic_policy, function_policy
from tocsin.policies.access.senders import (
    alarm_invokes,
    alarm_publishes,
    alarm_uses_key,
    budget_publishes,
    budget_uses_key,
    rule_invokes,
    rule_publishes,
    rule_sends,
    rule_uses_key,
    rule_uses_key_of_queue,
    topic_invokes,
    topic_sends,
    topic_uses_key,
)

__all__ = [
    "Answer",
    "ContextValue",
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
    "function_policy",
    "rule_invokes",
    "rule_publishes",
    "rule_sends",
    "rule_uses_key",
    "rule_uses_key_of_queue",
    "topic_invokes",
    "topic_sends",
    "topic_uses_key",
]
