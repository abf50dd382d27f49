"""What Amazon EventBridge refuses: patterns of rules, and the input of their targets."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFault:
    """One thing for which EventBridge refuses a pattern.

    Attributes:
        path: The names that lead to it, from the top of the pattern; empty for the whole of it.
        what: What is wrong.
        fix: What to change.
    """

    path: tuple[str, ...]
    what: str
    fix: str

    def __str__(self) -> str:
        """Write it as one line."""
        return f"{'.'.join(self.path) or 'the pattern'}: {self.what}; {self.fix}"


class EventPatternError(ValueError):
    """A pattern that EventBridge refuses.

    Attributes:
        faults: Everything that is wrong with it; never empty.
    """

    def __init__(self, faults: Iterable[PatternFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class TargetInputError(ValueError):
    """What a target shall get cannot be made.

    Attributes:
        what: What is wrong.
        fix: What to change.
    """

    def __init__(self, what: str, fix: str) -> None:
        self.what = what
        self.fix = fix
        super().__init__(f"{what}; {fix}")
