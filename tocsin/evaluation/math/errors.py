"""What is wrong with an expression, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One mistake in an expression.

    `position` is a 0-based character index into the expression; `found` says what stands
    there, `allowed` what may stand there, and `fix` what to change.
    """

    position: int
    found: str
    allowed: str
    fix: str = ""

    def __str__(self) -> str:
        """Say where, what was found, what is allowed and what to change, in one line."""
        fix = f"; {self.fix}" if self.fix else ""
        return f"character {self.position + 1}: found {self.found}; allowed: {self.allowed}{fix}"


class ExpressionError(ValueError):
    """An expression that CloudWatch would not accept, with every fault found in it."""

    def __init__(self, expression: str, faults: Iterable[Fault]) -> None:
        self.expression = expression
        self.faults = tuple(faults)
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"{expression!r} is not a valid metric math expression:\n{lines}")

    @property
    def position(self) -> int:
        """Where the first fault is (0-based character index)."""
        return self.faults[0].position


def id_meant(name: str, ids: Iterable[str], keywords: Iterable[str]) -> str:
    """Return what an id that no query has may have been meant to be, or an empty string."""
    if name.upper() in keywords:
        return f"did you mean {name.upper()}? Keywords are upper-case"
    return did_you_mean(name, ids)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `did you mean X?` for the known word nearest to `word`, or an empty string."""
    spelled = {item.upper(): item for item in known}
    nearest = get_close_matches(word.upper(), spelled, n=1, cutoff=0.6)
    return f"did you mean {spelled[nearest[0]]}?" if nearest else ""
