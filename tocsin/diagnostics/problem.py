"""What is wrong with an input, as data, and the collector of it: people fix ten things at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from tocsin.diagnostics.printable import escaped, printable_line

KeyPath = tuple[str | int, ...]
"""Keys of mappings and numbers of list items: `("services", "orders", "alarms", 0)`."""


def dotted(path: KeyPath) -> str:
    """Write a path as people do: `services.orders.alarms[0]`.

    A character that a terminal would act on is escaped.
    """
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{escaped(part)}" if text else escaped(part)
    return text


ProblemSeverity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place in a text, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where something stands.

    Attributes:
        source: The file, or what else the input is: `viewpoint.yaml`, `--parameter`.
        key_path: Keys from the top of the source to the thing; empty for the whole source.
        position: Where it begins, when the source is a text.
        line_text: The line at that position, without its end; empty when it is not known.
    """

    source: str
    key_path: KeyPath = ()
    position: Position | None = None
    line_text: str = ""

    @property
    def subject(self) -> str:
        """The thing in the source as a person writes it: `services.orders.alarms[0]`."""
        return dotted(self.key_path)

    def __str__(self) -> str:
        """Render as `source:line:column: subject`."""
        position = f":{self.position.line}:{self.position.column}" if self.position else ""
        return f"{self.source}{position}{': ' if self.key_path else ''}{self.subject}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, and what to change.

    Attributes:
        kind: A stable name for this sort of problem, as `viewpoint/unknown-key`. Programs decide
            by it, and never by the wording.
        where: Where it stands.
        what: What is wrong, with the value that was found.
        fix: What to change, with what is allowed.
        why: Why it matters, where that does not follow from `what`.
        severity: An `error` stops the work; a `warning` or a `note` does not.
    """

    kind: str
    where: Location
    what: str
    fix: str
    why: str = ""
    severity: ProblemSeverity = "error"

    @property
    def is_error(self) -> bool:
        """Whether it stops the work."""
        return self.severity == "error"

    def __str__(self) -> str:
        """Render as one line: `source:line:column: subject: what; fix`."""
        return printable_line(f"{self.where}: {self.what}; {self.fix}")


class InvalidInputError(Exception):
    """An input that cannot be used.

    Attributes:
        problems: Everything that is wrong with it, in the order of the source; never empty.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    @classmethod
    def of(cls, kind: str, where: Location, what: str, fix: str) -> "InvalidInputError":
        """Return the error of a single problem; the arguments are its fields."""
        return cls((Problem(kind=kind, where=where, what=what, fix=fix),))


class InvalidValueError(ValueError):
    """One value that cannot be read, as whoever parses a single value says it.

    Whoever knows where the value stands makes a problem of it.

    Attributes:
        what: What is wrong, with the value that was found.
        fix: What to change, with what is allowed.
        also: What else is wrong with the same value.
    """

    def __init__(self, what: str, fix: str, *, also: Iterable["InvalidValueError"] = ()) -> None:
        self.what = what
        self.fix = fix
        self.also = tuple(also)
        super().__init__(f"{what}; {fix}")


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
