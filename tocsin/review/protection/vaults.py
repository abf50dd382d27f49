"""Vaults of AWS Backup: what keeps their recovery points from being deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly import Part
from tocsin.recovery import VAULT_TYPES
from tocsin.review.comparison import About
from tocsin.review.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Resource
    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison

_LIMITS = (
    ("MinRetentionDays", "least retention", True),
    ("MaxRetentionDays", "greatest retention", False),
    ("ChangeableForDays", "time in which it can be changed", False),
)


def vault_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield which vaults are locked otherwise."""
    for pair in comparison.of(*VAULT_TYPES):
        if pair.before is not None and pair.after is not None:
            about = About.pair(pair, weight="critical")
            yield from _lock(about, _locked(pair.before), _locked(pair.after))


def _locked(vault: Resource) -> Part:
    return Part.of(vault, "LockConfiguration")


def _lock(about: About, old: Part, new: Part) -> Iterator[Change]:
    at = ("LockConfiguration",)
    if old.is_there and not new.is_there:
        what = "is no longer locked: its recovery points can be deleted"
        yield about.change("backup/lock-weaker", what, before="locked", at=at)
    elif new.is_there and not old.is_there:
        yield about.change("backup/lock-stronger", "is locked", after="locked", at=at)
    elif new.is_there:
        for name, words, more_is_stronger in _LIMITS:
            was, now = old.at(name).number, new.at(name).number
            if was != now:
                is_more = (now or 0) > (was or 0)
                kind = "stronger" if is_more == more_is_stronger else "weaker"
                yield about.change(
                    f"backup/lock-{kind}",
                    f"has another {words} in its lock: {_days(was)} → {_days(now)}",
                    before=_days(was),
                    after=_days(now),
                    at=at,
                )


def _days(number: float | None) -> str:
    return "none" if number is None else counted(int(number), "day")
