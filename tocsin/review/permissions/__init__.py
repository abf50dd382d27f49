"""Who may do more, or less, than before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tocsin.review.comparison import About
from tocsin.review.permissions.grants import ITSELF, TYPES, Grant, grants_of
from tocsin.review.words import listed, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison
    from tocsin.review.pairs import Pair

__all__ = ["permission_changes"]


def permission_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield what policies grant that they did not, and what they grant no more."""
    for pair in comparison.of(*TYPES):
        old, new = grants_of(pair.before), grants_of(pair.after)
        if pair.after is not None:
            yield from _wider(pair, _gained(old, new))
        if pair.before is not None:
            yield from _narrower(pair, _gained(new, old))


def _gained(old: Iterable[Grant], new: Iterable[Grant]) -> list[Grant]:
    """Return what is granted that no grant of before covers; that something is not denied, too."""
    before, after = tuple(old), tuple(new)
    allowed = [
        each
        for each in after
        if each.is_allowed and not any(other.covers(each) for other in before)
    ]
    denied = [each for each in before if not each.is_allowed]
    allowed += [each for each in denied if not any(other.covers(each) for other in after)]
    return sorted(allowed, key=str)


def _wider(pair: Pair, gained: list[Grant]) -> Iterator[Change]:
    by_principal: dict[str, list[Grant]] = {}
    for grant in gained:
        by_principal.setdefault(grant.principal, []).append(grant)
    known = {each.principal for each in grants_of(pair.before)}
    for principal, grants in by_principal.items():
        is_new = pair.before is not None and principal not in known
        is_wide = any(each.is_wide for each in grants)
        # What comes with a resource of its own is looked at where it is wide.
        matters = pair.before is not None or is_wide
        yield About.pair(pair).change(
            "permission/principal-added" if is_new else "permission/wider",
            f"{_who(principal, pair)} {_what(grants, grants_of(pair.before))}",
            after=short(listed(map(str, grants))),
            severity=("critical" if is_wide else "warning") if matters else "info",
            matters=matters,
        )


def _narrower(pair: Pair, lost: list[Grant]) -> Iterator[Change]:
    if lost:
        what = f"no longer allows {short(listed(map(str, lost)))}"
        yield About.pair(pair).change(
            "permission/narrower", what, before=short(listed(map(str, lost)))
        )


def _who(principal: str, pair: Pair) -> str:
    who = {ITSELF: "whoever has it", "*": "everybody"}.get(principal, principal)
    return f"{'lets' if pair.before is None else 'now lets'} {who}"


def _what(grants: list[Grant], before: frozenset[Grant]) -> str:
    allowed = [f"{each}{_unconditional(each, before)}" for each in grants if each.is_allowed]
    denied = [str(each) for each in grants if not each.is_allowed]
    parts = [f"do {listed(allowed)}"] if allowed else []
    parts += [f"do what was denied: {listed(denied)}"] if denied else []
    return short(", and ".join(parts))


def _unconditional(grant: Grant, before: frozenset[Grant]) -> str:
    was_conditional = any(replace(each, condition="") == grant for each in before if each.condition)
    return " without the condition that it had" if was_conditional else ""
