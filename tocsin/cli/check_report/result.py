"""What `tocsin check` found out, which is then shown in one form or another, and how it ends."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from tocsin.checks import Coverage, percent
from tocsin.cli.terminal import ExitCode
from tocsin.diagnostics import Location, ProblemSeverity
from tocsin.triage import Finding, Key, Triage, relative_path, rules

FailOn = Literal["error", "warning", "note", "never"]
_RANKS: Mapping[str, int] = {"never": 3, "error": 2, "warning": 1, "note": 0}


@dataclass(frozen=True, kw_only=True)
class CheckResult:
    """What was found out.

    Attributes:
        triage: The problems, and which of them count.
        fail_on: From which severity on a problem that counts fails the run.
        home: The working folder, an absolute path.
        with_notes: Whether notes are shown in texts that people read.
        coverage: How resources are watched; None if nobody asked.
        coverage_at_least: How many percent the score has to be; None for any.
    """

    triage: Triage
    fail_on: FailOn
    home: Path
    with_notes: bool
    coverage: Coverage | None = None
    coverage_at_least: int | None = None

    @property
    def exit_code(self) -> ExitCode:
        """How the command ends."""
        failed = any(map(self.fails, self.triage.findings)) or not self.is_covered
        return ExitCode.PROBLEMS_FOUND if failed else ExitCode.FINE

    @property
    def is_covered(self) -> bool:
        """Whether the score of coverage is as high as it has to be; a part of a percent is none."""
        if self.coverage is None or self.coverage_at_least is None:
            return True
        return percent(self.coverage.score) >= self.coverage_at_least

    def fails(self, finding: Finding) -> bool:
        """Tell whether a problem alone fails the run."""
        return finding.counts and _RANKS[finding.problem.severity] >= _RANKS[self.fail_on]

    @property
    def shown(self) -> Iterator[Finding]:
        """What counts and is shown to people: the most severe first, else as in the templates."""
        yield from sorted(
            (each for each in self.triage.new if self.with_notes or is_more_than_advice(each)),
            key=lambda each: -_RANKS[each.problem.severity],
        )

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many problems count, by severity; how many do not, by why; and what is open."""
        new = Counter(each.problem.severity for each in self.triage.new)
        states = Counter(each.state for each in self.triage.findings)
        return {
            "errors": new["error"],
            "warnings": new["warning"],
            "notes": new["note"],
            "undecided": len(self.triage.questions),
            "waived": states["waived"],
            "baseline": states["baseline"],
        }

    @property
    def gone(self) -> Mapping[Key, int]:
        """What the baseline has of the stacks that were looked at, and is not found any more."""
        stale = self.triage.stale.items()
        return {key: count for key, count in stale if key.stack in self.triage.stacks}

    @property
    def elsewhere(self) -> Mapping[Key, int]:
        """What the baseline has of stacks that were not looked at."""
        stale = self.triage.stale.items()
        return {key: count for key, count in stale if key.stack not in self.triage.stacks}

    def file(self, where: Location) -> str:
        """Return the file of a location as it is from the working folder."""
        return relative_path(where.source, self.home)


def is_more_than_advice(finding: Finding) -> bool:
    """Tell whether a problem is more than advice."""
    return finding.problem.severity != "note"


def page_of(kind: str) -> str | None:
    """Return the file with the page of a check, as it is in the repository."""
    rule = rules().get(kind)
    return None if rule is None else f"tocsin/{rule.file}"


SEVERITIES: tuple[ProblemSeverity, ...] = ("error", "warning", "note")
