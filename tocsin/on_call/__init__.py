"""Rotation and escalation arithmetic: who is paged at which time.

It ships with a Lambda function, so it needs nothing but the standard library.
"""

from tocsin.on_call.absence import NO_ABSENCES, Absence, Absences, is_absent
from tocsin.on_call.business_days import MONDAY_TO_FRIDAY, BusinessDays
from tocsin.on_call.calendar_documents import (
    business_days_document,
    read_business_days_document,
)
from tocsin.on_call.contacts import leads_to, on_call
from tocsin.on_call.digest import digest_days, digest_readers, told_at
from tocsin.on_call.digest_clock import DigestClock, digest_clock
from tocsin.on_call.escalation import Escalation
from tocsin.on_call.first_told import FirstTold
from tocsin.on_call.hand_offs import HandOff, HandOffs
from tocsin.on_call.hours import Hours
from tocsin.on_call.override import Override
from tocsin.on_call.page import Page, pages
from tocsin.on_call.paging_tiers import paging_tiers
from tocsin.on_call.policy import REOPEN_WITHIN, Policy
from tocsin.on_call.policy_document import (
    PolicyDocumentError,
    policy_document,
    read_policy_document,
)
from tocsin.on_call.rotation import Rotation
from tocsin.on_call.severity import NEXT_BUSINESS_DAY, SEVERITIES, Severity
from tocsin.on_call.share import NIGHT_BEGINS, NIGHT_ENDS, Share, shares
from tocsin.on_call.shift import Shift, Turn
from tocsin.on_call.skipped import skipped_turn
from tocsin.on_call.strain import ShortRest, TurnsInARow, short_rests, turns_in_a_row
from tocsin.on_call.stretch import Stretch, stretches
from tocsin.on_call.tier import Tier, TierKind
from tocsin.on_call.uncovered import first_uncovered, uncovered
from tocsin.on_call.wall_clock import moment
from tocsin.on_call.weekdays import DAILY, WEEKDAYS, parse_days

__all__ = [
    "DAILY",
    "MONDAY_TO_FRIDAY",
    "NEXT_BUSINESS_DAY",
    "NIGHT_BEGINS",
    "NIGHT_ENDS",
    "NO_ABSENCES",
    "REOPEN_WITHIN",
    "SEVERITIES",
    "WEEKDAYS",
    "Absence",
    "Absences",
    "BusinessDays",
    "DigestClock",
    "Escalation",
    "FirstTold",
    "HandOff",
    "HandOffs",
    "Hours",
    "Override",
    "Page",
    "Policy",
    "PolicyDocumentError",
    "Rotation",
    "Severity",
    "Share",
    "Shift",
    "ShortRest",
    "Stretch",
    "Tier",
    "TierKind",
    "Turn",
    "TurnsInARow",
    "business_days_document",
    "digest_clock",
    "digest_days",
    "digest_readers",
    "first_uncovered",
    "is_absent",
    "leads_to",
    "moment",
    "on_call",
    "pages",
    "paging_tiers",
    "parse_days",
    "policy_document",
    "read_business_days_document",
    "read_policy_document",
    "shares",
    "short_rests",
    "skipped_turn",
    "stretches",
    "told_at",
    "turns_in_a_row",
    "uncovered",
]
