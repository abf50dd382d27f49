"""What is wrong with a text in a language of its own, such as metric math, and where in it."""

from typing import ClassVar, Self

from tocsin.diagnostics import InvalidInputError, Location, Position, Problem

_LONGEST_TEXT = 200
_WRITE_ONE_OF_THESE = "write one of these there"


class InvalidTextError(InvalidInputError):
    """A text that CloudWatch would not accept; each problem has its place in the text.

    Attributes:
        language: What the text should have been, in words.
        room: What the kinds of its problems begin with.
        source: What the text is called where a place in it is named.
    """

    language: ClassVar[str]
    room: ClassVar[str]
    source: ClassVar[str]

    def __init__(self, text: str, *problems: Problem) -> None:
        super().__init__(problems)
        shown = text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"
        lines = [f"  {in_text(problem)}; {problem.fix}" for problem in problems]
        self.args = ("\n".join((f"{shown!r} is not a valid {self.language}:", *lines)),)

    @classmethod
    def at(cls, text: str, offset: int, kind: str, what: str, fix: str = "") -> Self:
        """Make the error of a single problem; the arguments are those of `problem_at`."""
        return cls(text, cls.problem_at(text, offset, kind, what, fix))

    @classmethod
    def problem_at(cls, text: str, offset: int, kind: str, what: str, fix: str = "") -> Problem:
        """Return a problem with a text in this language.

        Args:
            text: The text.
            offset: The index of the character where it is wrong, from 0.
            kind: What comes after the room: `unknown-function`.
            what: What stands there, and what may.
            fix: What to change; empty where nothing better is known than that `what` says.
        """
        line = text.count("\n", 0, offset)
        column = offset - (text.rfind("\n", 0, offset) + 1)
        where = Location(
            source=cls.source,
            position=Position(line=line + 1, column=column + 1),
            line_text=text.split("\n")[line],
        )
        fix = fix or _WRITE_ONE_OF_THESE
        return Problem(kind=f"{cls.room}/{kind}", where=where, what=what, fix=fix)


def in_text(problem: Problem) -> str:
    """Say what is wrong, and where in the text: `character 5: found ')'; allowed: a number`."""
    position = problem.where.position
    assert position is not None
    line = f"line {position.line}, " if position.line > 1 else ""
    return f"{line}character {position.column}: {problem.what}"
