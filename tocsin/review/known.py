"""What is known beside the templates of a review."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.cost import PriceList, Usage, default_prices
from tocsin.triage import Baseline, CheckSettings, Decisions, selected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.recorded import RecordedData


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known beside the templates.

    Attributes:
        settings: How urgent topics are, who reads what, and what is decided about checks.
        today: From when on times to come are looked at; None to go by the templates alone.
        home: The working folder, an absolute path: names of files are relative to it.
        drills: The text of each file of drills, by its name; None if there are none to run.
        recording: Recorded data that the alarms of both sides read; None without any.
        resolved: What texts in dimensions of the templates stand for in recorded data.
        prices: What things cost, by Region; the first list is that of Regions without one.
        usage: How much of everything there is, where templates do not say it.
    """

    settings: CheckSettings = field(default_factory=CheckSettings)
    today: date | None = None
    home: Path = field(default_factory=lambda: Path("/"))
    drills: Mapping[str, str] | None = None
    recording: RecordedData | None = None
    resolved: Mapping[str, str] = field(default_factory=dict)
    prices: tuple[PriceList, ...] = field(default_factory=lambda: (default_prices(),))
    usage: Usage = field(default_factory=Usage)

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
