"""Whether something holds, and why, so that an answer can say what decided it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Whether something holds.

    Attributes:
        holds: None if only a deployment decides it.
        reason: What decides it, in words, or what words it: few reasons are ever read.
    """

    holds: bool | None
    reason: str | Callable[[], str] = ""

    @property
    def why(self) -> str:
        """What decides it, in words."""
        return self.reason if isinstance(self.reason, str) else self.reason()

    def negated(self) -> "Outcome":
        """Return the contrary, for the same reason."""
        return Outcome(holds=None if self.holds is None else not self.holds, reason=self.reason)


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
    return Outcome(holds=order[-1])
