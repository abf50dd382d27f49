"""What is wrong with a viewpoint, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place in a text, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewpointProblem:
    """One thing that is wrong in a viewpoint, and what to change.

    Attributes:
        path: Keys from the top of the document to the thing, for example
            `("services", "orders", "alarms", "no orders", "period")`.
        what: What is wrong, with the value that was found.
        fix: What to change, with what is allowed.
        position: Where it stands in the source, when it was read from a text.
        source: Name of the source, usually a file name.
    """

    path: tuple[str | int, ...]
    what: str
    fix: str
    position: Position | None = None
    source: str = "viewpoint"

    @property
    def subject(self) -> str:
        """The path as a person writes it: `services.orders.alarms[0]`."""
        text = ""
        for part in self.path:
            text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
        return text

    def __str__(self) -> str:
        """Render as `source:line:column: subject: what; fix`."""
        place = f":{self.position.line}:{self.position.column}" if self.position else ""
        subject = f"{self.subject}: " if self.path else ""
        return f"{self.source}{place}: {subject}{self.what}; {self.fix}"


class ViewpointError(Exception):
    """A viewpoint that cannot be used.

    Attributes:
        problems: Everything that is wrong with it, in the order of the source; never empty.
    """

    def __init__(self, problems: tuple[ViewpointProblem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
