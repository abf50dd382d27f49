"""A check: a rule that templates keep or break, and what it says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.diagnostics import Location, Problem, ProblemSeverity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tocsin.assembly import Part
    from tocsin.checks.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A question that the templates leave open: nobody is blamed, and nothing is assumed.

    Attributes:
        check: The id of the check that asks.
        where: What it is about.
        why: The value that decides it, and why that is not known.
        fix: What makes it known.
    """

    check: str
    where: Location
    why: str
    fix: str

    @classmethod
    def about(cls, part: Part, check: str, question: str) -> Undecided:
        """Return that a question about a part of a template is open, because that is not known."""
        why, fix = part.resource.why_unknown(part.path) or (
            "only a deployment knows it",
            "write it out",
        )
        return cls(check=check, where=part.where, why=f"{question}: {why}", fix=fix)


Verdict = Problem | Undecided
"""What a check says of one thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule.

    Attributes:
        id: Its name, as `alarm/no-action`: the family, and what is wrong.
        title: The good state, in one sentence.
        severity: What its problems are unless they say otherwise: an `error` where something
            certainly does not do what it is for, a `warning` where it very probably does not, a
            `note` for advice.
        run: Says what breaks it. What it says depends on its argument alone.
        sources: Where AWS documents what it rests on.
        on_request: Whether it is asked only where somebody names it, or its family.
    """

    id: str
    title: str
    severity: ProblemSeverity
    run: Callable[[Subject], Iterable[Verdict]]
    sources: tuple[str, ...] = ()
    on_request: bool = False

    @property
    def family(self) -> str:
        """What it is about, as `alarm`."""
        return self.id.partition("/")[0]

    @property
    def module(self) -> str:
        """Where it stands in this room, as `alarm/no_action`."""
        return self.id.replace("-", "_")
