"""Which jobs of backup rules run: one rule displaces jobs of another."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from math import inf

from tocsin.recovery.backup_rule import BackupRule
from tocsin.recovery.starts import TWO_YEARS, starts


@lru_cache(maxsize=16)
def jobs(rules: tuple[BackupRule, ...], end: datetime = TWO_YEARS) -> tuple[Sequence[int], ...]:
    """Return the jobs of each rule that run in two years, or until *end*.

    Of two rules whose start windows overlap, only the one with the longer retention runs.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html

    Returns:
        For each rule the scheduled minutes, counted from 1970 and ascending.
    """
    found: list[Sequence[int]] = []
    for rule in rules:
        own: Sequence[int] = starts(rule.schedule, rule.time_zone, end)
        for other in rules:
            if _is_kept_longer(other, rule):
                others = starts(other.schedule, other.time_zone, end)
                own = _not_displaced(own, rule.start_window, others, other.start_window)
        found.append(own)
    return tuple(found)


def _not_displaced(
    own: Sequence[int], own_window: timedelta, others: Sequence[int], others_window: timedelta
) -> list[int]:
    """Return those of a rule's jobs whose windows meet none of another's.

    Both are walked through in leaps, so that it takes as long as the rarer of the two is long.
    """
    window, other_window = minutes_of(own_window), minutes_of(others_window)
    kept: list[int] = []
    at = 0
    while at < len(own):
        begins = own[at]
        after = bisect_right(others, begins - other_window)
        other = others[after] if after < len(others) else inf
        if other < begins + window:
            at = bisect_left(own, other + other_window, at)
        else:
            until = bisect_right(own, other - window, at)
            kept += own[at:until]
            at = until
    return kept


def _is_kept_longer(one: BackupRule, other: BackupRule) -> bool:
    if other.retention is None:
        return False
    return one.retention is None or one.retention > other.retention


def minutes_of(length: timedelta) -> int:
    """Return a length of time in whole minutes."""
    return int(length.total_seconds()) // 60
