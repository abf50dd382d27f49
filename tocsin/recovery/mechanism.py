"""A mechanism that one data store has."""

from dataclasses import dataclass
from datetime import timedelta

from tocsin.recovery.mechanism_kind import MECHANISMS, MechanismKind
from tocsin.recovery.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryTime:
    """How long it takes until data are back and used, once somebody has begun.

    Attributes:
        takes: How long.
        measured: The day on which it was measured (ISO 8601); empty where it is declared alone.
    """

    takes: timedelta
    measured: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism:
    """A mechanism, as the viewpoint declares it.

    Attributes:
        kind: A name of `MECHANISMS`.
        region: Where its copy is, for one that is in another Region.
        account: Whose copy it is; None for the account of the data.
        copy: What the copy is called there; empty where nobody says it, or as the data are.
        recovery: How long it takes to use it, where that is known.
        watched_at: The lag at which an alarm fires; None where nothing watches it.
    """

    kind: str
    region: str | None = None
    account: str | None = None
    copy: str = ""
    recovery: RecoveryTime | None = None
    watched_at: timedelta | None = None

    @property
    def documented(self) -> MechanismKind:
        """What AWS documents of it."""
        return MECHANISMS[self.kind]

    def survives(self, scenario: Scenario) -> bool:
        """Return whether its copy of the data is there and good after a scenario."""
        if scenario == "account":
            return self.account is not None
        return scenario in self.documented.survives
