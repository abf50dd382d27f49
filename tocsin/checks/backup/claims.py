"""What is claimed for data stores, and what the templates are shown to keep of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from tocsin.checks.check import Undecided, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.recovery import (
    MEANING,
    Amount,
    Assessment,
    FoundStore,
    UnreadableDocumentError,
    arithmetic,
    assess,
    find_stores,
    is_missed,
    length_text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """Something that is claimed and does not hold, or is not shown to hold.

    Attributes:
        found: The data store.
        assessment: The scenario.
        length: What is claimed.
        amount: What the best way back comes to; None where nothing says it.
    """

    found: FoundStore
    assessment: Assessment
    length: timedelta
    amount: Amount | None

    @property
    def how(self) -> str:
        """What there is in place of it, with its arithmetic."""
        way = self.assessment.way
        if way is None:
            return "nothing that protects it is left then"
        if self.amount is None:
            return f"nothing says it of {way.by}"
        return f"{length_text(self.amount.length)} by {way.by}: {arithmetic(self.amount)}"


def each_store(
    subject: Subject, check: str, find: Callable[[FoundStore], Iterator[Verdict]]
) -> Iterator[Verdict]:
    """Yield what a check says of each data store; nobody knows where the claims cannot be read."""
    stores = subject.memo(_stores)
    if isinstance(stores, UnreadableDocumentError):
        fix = "synthesize the templates anew with this version of Tocsin"
        yield Undecided(check=check, where=stores.where, why=str(stores), fix=fix)
        return
    for found in stores:
        yield from find(found)


def _stores(subject: Subject) -> tuple[FoundStore, ...] | UnreadableDocumentError:
    try:
        return find_stores(subject.backups)
    except UnreadableDocumentError as error:
        return error


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveCheck:
    """What the checks of the two objectives say differently.

    Attributes:
        id: The check's.
        which: The objective.
        what: What is claimed, with the placeholders `name`, `length` and `happens`.
        why: What follows where it does not hold.
        fix: What to change.
    """

    id: str
    which: Literal["rpo", "rto"]
    what: str
    why: str
    fix: str

    def run(self, subject: Subject) -> Iterator[Verdict]:
        """Yield each claim that is missed, and each that only a deployment can decide."""
        return each_store(subject, self.id, self._find)

    def _find(self, found: FoundStore) -> Iterator[Verdict]:
        for claim in _missed(found, self.which):
            what = self.what.format(
                name=claim.found.store.name,
                length=length_text(claim.length),
                happens=MEANING[claim.assessment.scenario],
            )
            if claim.found.unknown:
                yield undecided(self.id, claim.found, what)
                continue
            yield Problem(
                kind=self.id,
                where=claim.found.where,
                what=f"it is claimed that {what}: {claim.how}",
                why=self.why,
                fix=self.fix,
            )


def undecided(check: str, found: FoundStore, what: str) -> Undecided:
    """Return that a claim is open, because of rules that only a deployment knows."""
    why = f"whether {what}: {'; '.join(found.unknown)}"
    fix = "write it out, or give it by a parameter of the template"
    return Undecided(check=check, where=found.where, why=why, fix=fix)


def _missed(found: FoundStore, which: Literal["rpo", "rto"]) -> Iterator[_Claim]:
    for each in assess(found.store):
        verdict = each.rpo if which == "rpo" else each.rto
        objective, way = each.objective, each.way
        length = getattr(objective, which) if objective is not None else None
        if not is_missed(verdict) or length is None:
            continue
        amount = None if way is None else way.loss if which == "rpo" else way.recovery
        yield _Claim(found=found, assessment=each, length=length, amount=amount)
