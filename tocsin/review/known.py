"""What is known beside the templates of a review."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tocsin.triage import Baseline, CheckSettings, Decisions, selected


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known beside the templates.

    Attributes:
        settings: How urgent topics are, who reads what, and what is decided about checks.
        today: From when on times to come are looked at; None to go by the templates alone.
        home: The working folder, an absolute path: names of files are relative to it.
    """

    settings: CheckSettings = field(default_factory=CheckSettings)
    today: date | None = None
    home: Path = field(default_factory=lambda: Path("/"))

    @property
    def decisions(self) -> Decisions:
        """What somebody has decided about checks; nothing that was there before is left out."""
        rules = self.settings.rules
        return Decisions(
            rules=rules,
            baseline=Baseline(counts={}),
            asked=selected((rules.only,), (rules.skip,)),
            today=self.today or date.min,
        )
