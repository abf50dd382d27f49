"""What is wrong with a drill file or a settings file, as data."""

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.diagnostics.problem import Position, ViewpointProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillProblem:
    """One thing that is wrong with the input of a drill, and what to change.

    Attributes:
        source: The file.
        subject: The thing in it, as `drills[0].series[1].values`; empty for the whole file.
        what: What is wrong, with the value that was found.
        fix: What to change, with what is allowed.
        position: Where it stands, when it was read from a text.
    """

    source: str
    subject: str = ""
    what: str
    fix: str
    position: Position | None = None

    def __str__(self) -> str:
        """Render as `file:line:column: subject: what; fix`."""
        place = f":{self.position.line}:{self.position.column}" if self.position else ""
        subject = f"{self.subject}: " if self.subject else ""
        return f"{self.source}{place}: {subject}{self.what}; {self.fix}"


class DrillError(Exception):
    """The input of a drill that cannot be used.

    Attributes:
        problems: Everything that is wrong with it; never empty.
    """

    def __init__(self, problems: Iterable[DrillProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def from_yaml(problem: ViewpointProblem) -> DrillProblem:
    """Return what the YAML reader found as a problem of drills."""
    return DrillProblem(
        source=problem.source,
        subject=problem.subject,
        what=problem.what,
        fix=problem.fix,
        position=problem.position,
    )
