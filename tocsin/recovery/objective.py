"""How much may be lost in a scenario, and how soon data must be back."""

from dataclasses import dataclass
from datetime import timedelta

from tocsin.recovery.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What is claimed for one scenario.

    Attributes:
        scenario: What happens.
        rpo: How much data may be lost, as a length of time; None where nothing is claimed.
        rto: How soon it must work again, from the moment that it happens; None as above.
    """

    scenario: Scenario
    rpo: timedelta | None = None
    rto: timedelta | None = None
