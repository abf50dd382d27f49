"""Machines of templates that page tier after tier: their policy, and whether they do what it says.

`machines_of` finds them by the policy in one of their states (`tocsin/escalation/1`), and rebuilds
from the states when each tier is paged: what runs is what counts, and where it differs from the
policy that is a `Fault`.
"""

from tocsin.escalation.course import Course, Step
from tocsin.escalation.digest import ScheduledDigest, digests_of
from tocsin.escalation.fault import Fault
from tocsin.escalation.machine import EscalationMachine, machines_of, unreadable_policies

__all__ = [
    "Course",
    "EscalationMachine",
    "Fault",
    "ScheduledDigest",
    "Step",
    "digests_of",
    "machines_of",
    "unreadable_policies",
]
