"""What `tocsin diff` found out, which is then shown in one form or another, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.cli.terminal import ExitCode
from tocsin.triage import relative_path

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        shown_as: What stands for a folder before the names of its files, by the folder: of
            `origin/main` nobody knows where it was synthesized.
    """

    review: Review
    base: str
    head: str
    fail_on: FailOn
    home: Path
    shown_as: Mapping[Path, str] = field(default_factory=dict)

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
        for folder, shown in self.shown_as.items():
            if Path(where.source).is_relative_to(folder):
                name = Path(where.source).relative_to(folder).as_posix()
                return shown if name == "." else f"{shown}/{name}"
        return relative_path(where.source, self.home)
