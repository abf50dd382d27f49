"""How old the newest recovery point can be.

A job begins at any moment of its start window, and is done at any moment of its completion window.
So a recovery point is of its scheduled minute at the earliest, and is there at the end of both
windows at the latest. Just before that moment, the newest one that is sure to be there decides how
much is lost.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from math import inf
from typing import NamedTuple

from tocsin.recovery.amount import Amount, Part
from tocsin.recovery.backup_rule import BackupRule
from tocsin.recovery.jobs import jobs, minutes_of
from tocsin.recovery.starts import end_of, longest_gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What the recovery points of a rule are, where they are needed.

    Attributes:
        extra: What comes after a job until its recovery point is there.
        kept: How long it is kept there; None for ever.
    """

    extra: tuple[Part, ...] = ()
    kept: timedelta | None = None


def oldest(rules: Sequence[BackupRule], counted: Mapping[BackupRule, Counted]) -> Amount | None:
    """Return how old the newest recovery point that counts can be, at most.

    Args:
        rules: All rules of a data store: one displaces jobs of another.
        counted: Those of them whose recovery points count, and where.

    Returns:
        The sum, by the two jobs between which it is greatest; None where at times there is none:
        no job runs twice, or one is deleted before the next is there.
    """
    if len(rules) == 1:
        (rule,) = rules
        return _of_one(rule, counted[rule])
    return _of_several(tuple(map(_timing, rules)), tuple(counted.get(rule) for rule in rules))


def _timing(rule: BackupRule) -> BackupRule:
    """Return a rule without what decides no moment, so that alike ones are reckoned once."""
    return replace(rule, name="", is_continuous=False, copies=())


def _of_one(rule: BackupRule, counted: Counted) -> Amount | None:
    gap = longest_gap(rule.schedule, rule.time_zone)
    if gap is None:
        return None
    amount = Amount((_between(gap), *_windows(rule), *counted.extra))
    return None if counted.kept is not None and counted.kept < amount.length else amount


def _between(length: timedelta) -> Part:
    return Part(what="from job to job", length=length)


def _windows(rule: BackupRule) -> tuple[Part, ...]:
    return (
        Part(what="start window", length=rule.start_window),
        Part(what="completion window", length=rule.completion_window),
    )


class _Points(NamedTuple):
    """The recovery points of a rule, all in minutes.

    Attributes:
        begins: Of when they are, counted from 1970, ascending.
        after: When each is there at the latest, counted from then.
        kept: How long each is there, counted from then too.
    """

    begins: Sequence[int]
    after: int
    kept: float

    def newest(self, moment: int) -> float:
        """Return of when the newest one is that is there just before a moment; if none, -inf."""
        place = bisect_left(self.begins, moment - self.after)
        newest = self.begins[place - 1] if place else -inf
        return newest if newest + self.kept >= moment else -inf


@cache
def _of_several(
    rules: tuple[BackupRule, ...], counted: tuple[Counted | None, ...]
) -> Amount | None:
    end = end_of([rule for rule, each in zip(rules, counted, strict=True) if each])
    points: list[_Points] = []
    parts: list[tuple[Part, ...]] = []
    for rule, each, begins in zip(rules, counted, jobs(rules, end), strict=True):
        if each is not None:
            parts.append((*_windows(rule), *each.extra))
            points.append(_points(begins, parts[-1], each))
    judged = _judged(points, end)
    losses = [_loss(each, points, judged) for each in points]
    worst, number = max((loss, number) for number, loss in enumerate(losses))
    if not 0 < worst < inf:
        return None
    between = timedelta(minutes=worst - points[number].after)
    return Amount((_between(between), *parts[number]))


def _judged(points: Sequence[_Points], end: datetime) -> range:
    """Return the minutes in which all is known that counts.

    A recovery point that is there at the end may be of a job whose minute is known, while those of
    other rules that begin until then are not. And before the first one of a rule, one of its own
    would be there that began before the jobs which are looked at; of rare rules, that is left out.
    """
    until = int(end.timestamp()) // 60
    firsts = sorted(each.begins[0] + each.after for each in points if each.begins)
    early = [first for first in firsts if first < (firsts[0] + until) // 2]
    return range(max(early, default=0) + 1, until)


def _points(begins: Sequence[int], after: tuple[Part, ...], counted: Counted) -> _Points:
    kept = inf if counted.kept is None else minutes_of(counted.kept)
    return _Points(begins, minutes_of(Amount(after).length), kept)


def _loss(own: _Points, points: Sequence[_Points], judged: range) -> float:
    """Return how many minutes are lost at most just before one of *own* is there.

    Args:
        own: Those of one rule.
        points: Those of all rules.
        judged: The minutes in which all is known that counts.

    Returns:
        Infinity where nothing is there any more; 0 where none is ever newer than what is there.
    """
    worst = 0.0
    for before, begins in pairwise((-inf, *own.begins)):
        moment = int(begins) + own.after
        if moment - before <= min(worst, own.kept):
            continue  # the one before is there, and no older than what is known already
        newest = max(each.newest(moment) for each in points)
        if newest < begins and moment in judged:
            worst = max(worst, moment - newest)
    return worst
