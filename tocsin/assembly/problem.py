"""What is wrong with an input: one problem, and the error that carries all of them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyProblem:
    """Something wrong in a template or in an assembly.

    Attributes:
        where: File, line if known, and the place in it.
        what: What is wrong, with the value found.
        fix: What to change.
    """

    where: str
    what: str
    fix: str

    def __str__(self) -> str:
        """Give the problem as one line of text."""
        return f"{self.where}: {self.what}; {self.fix}"


class AssemblyError(Exception):
    """The input cannot be read as an assembly; nothing of it may be trusted.

    Attributes:
        problems: Every reason found, at least one.
    """

    def __init__(self, problems: Iterable[AssemblyProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def unreadable(where: object, what: str, fix: str) -> AssemblyError:
    """Make the error of a single problem."""
    return AssemblyError([AssemblyProblem(where=str(where), what=what, fix=fix)])
