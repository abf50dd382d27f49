"""What `tocsin diff` found out, which is then shown in one form or another, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.cli.terminal import ExitCode
from tocsin.triage import relative_path

if TYPE_CHECKING:
    from pathlib import Path

    from tocsin.diagnostics import Location
    from tocsin.review import Change, FailOn, Review


@dataclass(frozen=True, kw_only=True)
class ReviewResult:
    """What was found out.

    Attributes:
        review: What changes.
        base: What BASE was called.
        head: What HEAD was called.
        fail_on: From which severity on a change that matters asks for a look.
        home: The working folder, an absolute path.
    """

    review: Review
    base: str
    head: str
    fail_on: FailOn
    home: Path

    @property
    def exit_code(self) -> ExitCode:
        """How the command ends."""
        asks = self.review.needs_a_look(self.fail_on)
        return ExitCode.PROBLEMS_FOUND if asks else ExitCode.FINE

    def fails(self, change: Change) -> bool:
        """Tell whether a change alone asks for a look."""
        return self.review.fails(change, self.fail_on)

    def file(self, where: Location) -> str:
        """Return the file of a location as it is from the working folder."""
        return relative_path(where.source, self.home)
