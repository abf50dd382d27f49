"""Rotation and escalation arithmetic: who is paged at which time.

It ships with a Lambda function, so it needs nothing but the standard library.
"""

from tocsin.on_call.escalation import Escalation
from tocsin.on_call.page import Page, pages
from tocsin.on_call.rotation import Rotation
from tocsin.on_call.severity import NEXT_BUSINESS_DAY, SEVERITIES, Severity
from tocsin.on_call.shift import Shift, on_call, shift_at
from tocsin.on_call.tier import Tier, TierKind

__all__ = [
    "NEXT_BUSINESS_DAY",
    "SEVERITIES",
    "Escalation",
    "Page",
    "Rotation",
    "Severity",
    "Shift",
    "Tier",
    "TierKind",
    "on_call",
    "pages",
    "shift_at",
]
