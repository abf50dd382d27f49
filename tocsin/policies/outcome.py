"""Whether something holds, and why, so that an answer can say what decided it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Whether something holds.

    Attributes:
        holds: None if only a deployment decides it.
        why: What decides it, in words.
    """

    holds: bool | None
    why: str

    def negated(self) -> "Outcome":
        """Return the contrary, for the same reason."""
        return Outcome(holds=None if self.holds is None else not self.holds, why=self.why)


def all_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Say whether all hold, by the first that does not, else by the first that is not known."""
    return _first(list(outcomes), (False, None, True))


def any_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Say whether any holds, by the first that does, else by the first that is not known."""
    return _first(list(outcomes), (True, None, False))


def _first(outcomes: list[Outcome], order: tuple[bool | None, ...]) -> Outcome:
    """Return the first outcome of the kind that decides; nothing at all has the last kind."""
    for holds in order:
        for outcome in outcomes:
            if outcome.holds is holds:
                return outcome
    return Outcome(holds=order[-1], why="")
