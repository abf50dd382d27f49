"""Data stores: whether their objectives hold, what is lost, and what protects them by itself."""

from __future__ import annotations

from dataclasses import dataclass
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
    from tocsin.recovery import Amount, Assessment, FoundStore, Scenario
    from tocsin.review.comparison import Comparison

_BACKUP = "AWS::Backup::"
_Key = tuple[str, str, str]


def store_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield what becomes of data stores otherwise when something happens to them."""
    types = {pair.type for pair in comparison.pairs.changed}
    if not any(each.startswith(_BACKUP) or each in DATA_STORES for each in types):
        return
    old, new = _stores(comparison.pairs.base), _stores(comparison.pairs.head)
    places = Places(assembly=comparison.pairs.head)
    for key, after in new.items():
        before = old.get(key)
        if before is not None and before.store != after.store:
            yield from _changed(before, after, places)


def _stores(assembly: Assembly) -> Mapping[_Key, FoundStore]:
    """Return the data stores; none if a document cannot be read, which a check says."""
    try:
        found = find_stores(Backups(assembly))
    except UnreadableDocumentError:
        return {}
    return {(each.store.name, each.store.region, each.store.type): each for each in found}


def _changed(before: FoundStore, after: FoundStore, places: Places) -> Iterator[Change]:
    tell = _Told(after, places)
    yield from _mechanisms(before, after, tell)
    earlier = {each.scenario: each for each in assess(before.store)}
    for now in assess(after.store):
        for kind in ("rpo", "rto"):
            yield from _figures(
                _Figure.of(earlier[now.scenario], kind), _Figure.of(now, kind), tell
            )


class _Told:
    """Makes changes of one data store."""

    def __init__(self, found: FoundStore, places: Places) -> None:
        self._found = found
        self._resource = places.resource(found.where)

    def __call__(
        self, kind: str, what: str, before: str, after: str, *, severity: Severity = "critical"
    ) -> Change:
        known, store, resource = KINDS[kind], self._found.store, self._resource
        return Change(
            kind=kind,
            severity=severity if known.effect == "worse" else "info",
            effect=known.effect,
            matters=known.matters and severity != "info",
            subject=f"data store {store.name}",
            name=store.name,
            what=what,
            where=self._found.where,
            before=before,
            after=after,
            stack=resource.stack.name if resource else "",
            region=store.region,
            logical_id=resource.logical_id if resource else "",
            type=resource.type if resource else "",
        )


def _mechanisms(before: FoundStore, after: FoundStore, tell: _Told) -> Iterator[Change]:
    was, now = (
        {each.kind.replace("_", " ") for each in found.store.mechanisms}
        for found in (before, after)
    )
    if was - now:
        what = f"is no longer protected by {listed(was - now)}"
        yield tell("protection/lost", what, listed(was), listed(now))
    if now - was:
        yield tell(
            "protection/gained", f"is protected by {listed(now - was)}", listed(was), listed(now)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """How much is lost in a scenario, or how long it takes until data are back.

    Attributes:
        is_rpo: Whether it is about how much is lost.
        scenario: What happens.
        has_way: Whether there is any way back.
        amount: How much, or how long; None where nothing shows it.
        aim: What is promised; None for nothing.
        is_missed: Whether that is not met, or not shown to be met.
    """

    is_rpo: bool
    scenario: Scenario
    has_way: bool
    amount: Amount | None
    aim: timedelta | None
    is_missed: bool

    @classmethod
    def of(cls, found: Assessment, kind: str) -> _Figure:
        is_rpo, way, aims = kind == "rpo", found.way, found.objective
        return cls(
            is_rpo=is_rpo,
            scenario=found.scenario,
            has_way=way is not None,
            amount=None if way is None else way.loss if is_rpo else way.recovery,
            aim=None if aims is None else aims.rpo if is_rpo else aims.rto,
            is_missed=is_missed(found.rpo if is_rpo else found.rto),
        )

    @property
    def name(self) -> str:
        return "RPO" if self.is_rpo else "RTO"

    @property
    def when(self) -> str:
        return f"if {MEANING[self.scenario].partition(',')[0]}"

    @property
    def text(self) -> str:
        """Say what becomes of data: `it loses 29h`, `it is back after 1h5m`."""
        if not self.has_way:
            return "it loses everything" if self.is_rpo else "it never comes back"
        if self.amount is None:
            unknown = "an amount" if self.is_rpo else "a time"
            length = f"{unknown} that nothing shows"
        else:
            length = length_text(self.amount.length)
        return f"it loses {length}" if self.is_rpo else f"it is back after {length}"

    @property
    def promised(self) -> str:
        return "nothing" if self.aim is None else f"an {self.name} of {length_text(self.aim)}"

    def is_more_than(self, other: _Figure) -> bool:
        if self.has_way != other.has_way:
            return not self.has_way
        if self.amount is None or other.amount is None:
            return self.amount is None
        return self.amount.length > other.amount.length


def _figures(was: _Figure, now: _Figure, tell: _Told) -> Iterator[Change]:
    """Yield that an objective is missed or met, that it is another, or that a figure is."""
    figures = f"{now.text}, where {was.text.replace('loses', 'lost').replace(' is ', ' was ')}"
    if now.aim is not None and was.aim is not None and now.is_missed != was.is_missed:
        kind = "backup/objective-missed" if now.is_missed else "backup/objective-met"
        does = "no longer meets" if now.is_missed else "meets"
        what = f"{does} its {now.name} of {length_text(now.aim)} {now.when}: {figures}"
        yield tell(kind, what, was.text, now.text)
    elif was.aim != now.aim:
        what = f"promises {now.promised} {now.when}, where it promised {was.promised}"
        yield tell("backup/objective", what, was.promised, now.promised)
    elif was.text != now.text and (now.is_rpo or (was.has_way and now.has_way)):
        yield _amount(was, now, figures, tell)


def _amount(was: _Figure, now: _Figure, figures: str, tell: _Told) -> Change:
    is_more = now.is_more_than(was)
    kinds = ("loses-more", "loses-less") if now.is_rpo else ("takes-longer", "takes-less-long")
    is_met = now.aim is not None and not now.is_missed
    still = ", and still meets its objective" if is_met and is_more else ""
    return tell(
        f"backup/{kinds[0] if is_more else kinds[1]}",
        f": {now.when}, {figures}{still}",
        was.text,
        now.text,
        severity="info" if is_met else "warning",
    )
