"""Data stores: whether their objectives hold, what is lost, and what protects them by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.recovery import (
    DATA_STORES,
    MEANING,
    Backups,
    UnreadableDocumentError,
    assess,
    find_stores,
    is_missed,
    length_text,
)
from tocsin.review.change import Change
from tocsin.review.kinds import KINDS
from tocsin.review.places import Places
from tocsin.review.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import timedelta

    from tocsin.assembly import Assembly
    from tocsin.on_call import Severity
    from tocsin.recovery import Amount, Assessment, FoundStore, Verdict
    from tocsin.review.comparison import Comparison

_BACKUP = "AWS::Backup::"
_Key = tuple[str, str, str]
_KINDS = ("rpo", "rto")


def store_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield what becomes of data stores otherwise when something happens to them."""
    types = {pair.type for pair in comparison.pairs.changed}
    if not any(each.startswith(_BACKUP) or each in DATA_STORES for each in types):
        return
    old, new = _stores(comparison.pairs.base), _stores(comparison.pairs.head)
    for key, after in new.items():
        before = old.get(key)
        if before is not None and before.store != after.store:
            yield from _Store(before, after, comparison).changes()


def _stores(assembly: Assembly) -> Mapping[_Key, FoundStore]:
    """Return the data stores; none if a document cannot be read, which a check says."""
    try:
        found = find_stores(Backups(assembly))
    except UnreadableDocumentError:
        return {}
    return {(each.store.name, each.store.region, each.store.type): each for each in found}


class _Store:
    """A data store before and after."""

    def __init__(self, before: FoundStore, after: FoundStore, comparison: Comparison) -> None:
        self._before, self._after = before, after
        self._place = Places(assembly=comparison.pairs.head)

    def changes(self) -> Iterator[Change]:
        """Yield what is other of it."""
        yield from self._mechanisms()
        earlier = {each.scenario: each for each in assess(self._before.store)}
        for now in assess(self._after.store):
            was = earlier[now.scenario]
            yield from self._amount(was, now, "rpo")
            yield from self._amount(was, now, "rto")

    def _mechanisms(self) -> Iterator[Change]:
        was, now = (
            {each.kind.replace("_", " ") for each in found.store.mechanisms}
            for found in (self._before, self._after)
        )
        if was - now:
            what = f"is no longer protected by {listed(was - now)}"
            yield self._change("protection/lost", what, before=listed(was), after=listed(now))
        if now - was:
            what = f"is protected by {listed(now - was)}"
            yield self._change("protection/gained", what, before=listed(was), after=listed(now))

    def _amount(self, was: Assessment, now: Assessment, kind: str) -> Iterator[Change]:
        """Yield one of both objectives of a scenario, or how much is lost or how long it takes."""
        is_rpo = kind == _KINDS[0]
        old, new = (_verdict(each, kind) for each in (was, now))
        one, other = (_figure(each, kind) for each in (was, now))
        aims = [_aim(each, kind) for each in (was, now)]
        when = f"if {MEANING[now.scenario].partition(',')[0]}"
        verb = "loses" if is_rpo else "takes"
        figures = f"it {verb} {_text(other)}, where it {'lost' if is_rpo else 'took'} {_text(one)}"
        if is_missed(old) != is_missed(new) and None not in aims:
            missed = is_missed(new)
            aim = length_text(aims[1]) if aims[1] is not None else ""
            what = f"{'no longer meets' if missed else 'meets'} its {kind.upper()} of {aim} {when}"
            yield self._change(
                f"backup/objective-{'missed' if missed else 'met'}",
                f"{what}: {figures}",
                before=_text(one),
                after=_text(other),
            )
        elif aims[0] != aims[1]:
            was_aim, now_aim = (
                "nothing" if each is None else f"{kind.upper()} {length_text(each)}"
                for each in aims
            )
            yield self._change(
                "backup/objective",
                f"promises {now_aim} instead of {was_aim} {when}",
                before=was_aim,
                after=now_aim,
            )
        elif _text(one) != _text(other):
            is_more = other is None or (one is not None and other.length > one.length)
            ways = ("loses-more", "loses-less") if is_rpo else ("takes-longer", "takes-less-long")
            name = f"backup/{ways[0] if is_more else ways[1]}"
            meets = new == "met"
            yield self._change(
                name,
                f"{verb} {_text(other)} instead of {_text(one)} {when}"
                f"{', and still meets its objective' if meets and is_more else ''}",
                before=_text(one),
                after=_text(other),
                matters=is_more and not meets,
            )

    def _change(
        self,
        kind: str,
        what: str,
        *,
        before: str = "",
        after: str = "",
        matters: bool | None = None,
    ) -> Change:
        known, store = KINDS[kind], self._after.store
        resource = self._place.resource(self._after.where)
        severity: Severity = "critical" if known.effect == "worse" and known.matters else "info"
        matters = known.matters if matters is None else matters
        if known.effect == "worse" and not matters:
            severity = "warning"
        return Change(
            kind=kind,
            severity=severity,
            effect=known.effect,
            matters=matters,
            subject=f"data store {store.name}",
            name=store.name,
            what=what,
            where=self._after.where,
            before=before,
            after=after,
            stack=resource.stack.name if resource else "",
            region=store.region,
            logical_id=resource.logical_id if resource else "",
            type=resource.type if resource else "",
        )


def _verdict(assessment: Assessment, kind: str) -> Verdict:
    return assessment.rpo if kind == _KINDS[0] else assessment.rto


def _aim(assessment: Assessment, kind: str) -> timedelta | None:
    objective = assessment.objective
    if objective is None:
        return None
    return objective.rpo if kind == _KINDS[0] else objective.rto


def _figure(assessment: Assessment, kind: str) -> Amount | None:
    if assessment.way is None:
        return None
    return assessment.way.loss if kind == _KINDS[0] else assessment.way.recovery


def _text(amount: Amount | None) -> str:
    return "an amount that nothing shows" if amount is None else length_text(amount.length)
