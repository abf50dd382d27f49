"""What is wrong with a property of an alarm."""

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_VALUE = 120
"""Characters of a value that a message shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyProblem:
    """One property that CloudWatch would reject, or that cannot be evaluated.

    Attributes:
        property: Where it is, such as ``Metrics[1].MetricStat.Period``.
        value: The value found; None when it is absent.
        allowed: The rule that the value breaks.
        fix: What to change.
    """

    property: str
    value: object
    allowed: str
    fix: str

    def __str__(self) -> str:
        found = "is missing" if self.value is None else f"is {_shown(self.value)}"
        return f"{self.property} {found}; allowed: {self.allowed}; {self.fix}"


def _shown(value: object) -> str:
    """Return a value as it stands, cut where it would hide what is wrong with it."""
    text = repr(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def each_once(problems: Sequence[PropertyProblem]) -> list[PropertyProblem]:
    """Return problems without repetitions, in their order."""
    return list({(str(problem), repr(problem.value)): problem for problem in problems}.values())


class AlarmPropertiesError(ValueError):
    """The properties do not describe an alarm that can be evaluated.

    Attributes:
        problems: Everything that is wrong, not only the first thing.
    """

    def __init__(self, name: str, problems: Sequence[PropertyProblem]) -> None:
        self.problems = tuple(each_once(problems))
        listed = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"alarm {name!r} cannot be read:\n{listed}")
