"""What is claimed for data stores, and what the templates are shown to keep of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from tocsin.checks.check import Undecided
from tocsin.checks.subject import Subject
from tocsin.recovery import (
    Amount,
    Assessment,
    FoundStore,
    Verdict,
    arithmetic,
    assess,
    find_stores,
    length_text,
)

_MISSED: tuple[Verdict, ...] = ("not met", "not shown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that is claimed and does not hold, or is not shown to hold.

    Attributes:
        found: The data store.
        assessment: The scenario.
        length: What is claimed.
        verdict: `not met` or `not shown`.
        amount: What the best way back comes to; None where nothing says it.
    """

    found: FoundStore
    assessment: Assessment
    length: timedelta
    verdict: Verdict
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


def stores_of(subject: Subject) -> tuple[FoundStore, ...]:
    """Return the data stores; none where what a vault declares cannot be read."""
    try:
        return find_stores(subject.backups)
    except ValueError:
        return ()


def undecided(check: str, found: FoundStore, what: str) -> Undecided:
    """Return that a claim is open, because of rules that only a deployment knows."""
    why = f"whether {what}: {'; '.join(found.unknown)}"
    fix = "write it out, or give it by a parameter of the template"
    return Undecided(check=check, where=found.where, why=why, fix=fix)


def missed(subject: Subject, which: str) -> Iterator[Claim]:
    """Yield what is claimed and missed, of `rpo` or of `rto`."""
    for found in subject.memo(stores_of):
        for each in assess(found.store):
            verdict = each.rpo if which == "rpo" else each.rto
            objective, way = each.objective, each.way
            length = getattr(objective, which) if objective is not None else None
            if verdict not in _MISSED or length is None:
                continue
            amount = None if way is None else way.loss if which == "rpo" else way.recovery
            yield Claim(found=found, assessment=each, length=length, verdict=verdict, amount=amount)
