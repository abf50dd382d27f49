"""What `tocsin test` found out, which is then shown as text, JSON or JUnit XML."""

from dataclasses import dataclass

from tocsin.assembly import LeftOut
from tocsin.diagnostics import elapsed
from tocsin.drills import Coverage, Failure, Mutation, Outcome
from tocsin.simulation import DELAY_TAG, NotEvaluated


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found out.

    Attributes:
        outcomes: How each chosen drill went.
        left_out: How many drills were not chosen.
        left_out_alarms: Alarms that are declared and that conditions leave out.
        not_evaluated: Alarms that no drill can be about.
        coverage: Which alarms have drills, or None if nobody asked.
        mutation: Which changes of alarms no drill notices, or None if nobody asked.
    """

    outcomes: tuple[Outcome, ...]
    left_out: int
    left_out_alarms: tuple[LeftOut, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    coverage: tuple[Coverage, ...] | None
    mutation: Mutation | None

    @property
    def failed(self) -> int:
        """Return how many drills failed."""
        return sum(not outcome.passes for outcome in self.outcomes)

    @property
    def passed(self) -> int:
        """Return how many drills passed."""
        return len(self.outcomes) - self.failed

    @property
    def are_good(self) -> bool:
        """Say whether every drill passed, and every change was noticed that should be."""
        return not self.failed and not (self.mutation and self.mutation.survivors)


def reason_of(outcome: Outcome, failure: Failure) -> str | None:
    """Return StateReason at the time of a failure, as CloudWatch words it."""
    history = outcome.simulation.histories.get(failure.alarm or "")
    if history is None or failure.at is None:
        return None
    return history.reason_at(failure.at)


def looks_back(outcome: Outcome, alarm: str | None) -> int:
    """Return how many seconds back an alarm looks in a drill, because data are late."""
    history = outcome.simulation.histories.get(alarm or "")
    return history.evaluation_delay if history else 0


def wait_of(outcome: Outcome, alarm: str | None) -> str | None:
    """Say that an alarm waits for late data, and for how long; None if it does not."""
    seconds = looks_back(outcome, alarm)
    if not seconds:
        return None
    because = "the drill says so"
    if outcome.drill.options.evaluation_delay == "auto":
        delay = outcome.simulation.histories[alarm or ""].alarm.delay
        because = f"its data are late ({DELAY_TAG} {delay})"
    return f"each evaluation looks {elapsed(seconds)} back, because {because}"
