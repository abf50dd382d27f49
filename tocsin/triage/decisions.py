"""What somebody has decided before checks are asked."""

from dataclasses import dataclass
from datetime import date

from tocsin.triage.baseline import Baseline
from tocsin.triage.check_rules import CheckRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What somebody has decided.

    Attributes:
        rules: What the settings say.
        baseline: What is known already.
        asked: The ids that are asked.
        today: The day on which waivers hold or not.
    """

    rules: CheckRules
    baseline: Baseline
    asked: frozenset[str]
    today: date
