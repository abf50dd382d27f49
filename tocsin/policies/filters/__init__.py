"""Which messages pass: filter policies of SNS subscriptions, tried on what is known of a message.

`lets_through` takes a policy apart into `rules`, a message into `leaves`, and tries the
`conditions` of each rule. What Amazon SNS would refuse, `limits` knows.
"""

from tocsin.policies.filters.lets_through import fields_looked_at, lets_through
from tocsin.policies.filters.limits import filter_policy_faults

__all__ = ["fields_looked_at", "filter_policy_faults", "lets_through"]
