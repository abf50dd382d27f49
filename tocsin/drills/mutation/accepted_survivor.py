"""Mutants that no drill needs to notice, each with a reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a mutant of an alarm may survive.

    Attributes:
        alarm: The alarm's name.
        mutant: The mutant's name.
        because: The reason.
    """

    alarm: str
    mutant: str
    because: str
