"""Collects what is wrong with an input, because people fix ten things at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tocsin.diagnostics.problem import InvalidInputError, Location, Problem, ProblemSeverity


@dataclass(slots=True)
class ProblemCollector:
    """What was found to be wrong so far.

    Attributes:
        problems: In the order in which they were found.
    """

    problems: list[Problem] = field(default_factory=list)

    def report(
        self,
        kind: str,
        where: Location,
        what: str,
        fix: str,
        *,
        why: str = "",
        severity: ProblemSeverity = "error",
    ) -> None:
        """Add a problem; the arguments are its fields."""
        self.problems.append(
            Problem(kind=kind, where=where, what=what, fix=fix, why=why, severity=severity)
        )

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add problems that were found elsewhere."""
        self.problems.extend(problems)

    def raise_if_any(self) -> None:
        """Go on only if nothing is wrong.

        Raises:
            InvalidInputError: Something was found; it carries each problem once.
        """
        if self.problems:
            raise InvalidInputError(dict.fromkeys(self.problems))
