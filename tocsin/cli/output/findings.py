"""What `tocsin test` found out, which is then shown as text, JSON or JUnit XML."""

from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.assembly import LeftOut
from tocsin.cli.terminal import ExitCode
from tocsin.diagnostics import Problem, elapsed
from tocsin.drills import Coverage, Failure, Mutation, Outcome, RuleCoverage
from tocsin.evaluation import Decision
from tocsin.simulation import DELAY_TAG, ClosedHop, NotEvaluated, decision_at

UNDOCUMENTED_RANGE = "AWS does not document how many an evaluation reads (docs/evaluation.md)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found out.

    Attributes:
        outcomes: How each chosen drill went.
        seconds: How long each of them took.
        left_out: How many drills were not chosen.
        left_out_alarms: Alarms that are declared and that conditions leave out.
        not_evaluated: Alarms that no drill can be about.
        closed_hops: Where notifications of drilled alarms are lost, whatever the message.
        remarks: What is odd about alarms that AWS takes.
        coverage: Which alarms have drills, or None if nobody asked.
        rehearsed: How the generated drills of alarms went that lack a pair; they fail nothing.
        rules: Which rules of EventBridge have drills, or None if nobody asked.
        mutation: Which changes of alarms no drill notices, or None if nobody asked.
    """

    outcomes: tuple[Outcome, ...]
    seconds: tuple[float, ...]
    left_out: int
    left_out_alarms: tuple[LeftOut, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    closed_hops: tuple[ClosedHop, ...]
    remarks: tuple[Problem, ...]
    coverage: tuple[Coverage, ...] | None
    rules: tuple[RuleCoverage, ...] | None
    mutation: Mutation | None
    rehearsed: tuple[Outcome, ...] = ()

    @property
    def generated(self) -> Mapping[str, tuple[Outcome, ...]]:
        """The generated drills, by the alarm that they are about."""
        found: dict[str, list[Outcome]] = {}
        for outcome in self.rehearsed:
            for name in outcome.drill.metric_alarms:
                found.setdefault(name, []).append(outcome)
        return {name: tuple(pair) for name, pair in found.items()}

    @property
    def failed(self) -> int:
        """Return how many drills failed."""
        return sum(not outcome.passes for outcome in self.outcomes)

    @property
    def passed(self) -> int:
        """Return how many drills passed."""
        return len(self.outcomes) - self.failed

    @property
    def exit_code(self) -> ExitCode:
        """Return how the command ends."""
        return ExitCode.FINE if self.are_good else ExitCode.PROBLEMS_FOUND

    @property
    def are_good(self) -> bool:
        """Say whether every drill passed, every change was noticed, and AWS takes every alarm."""
        return (
            not self.failed and not self.refused and not (self.mutation and self.mutation.survivors)
        )

    @property
    def refused(self) -> int:
        """Return how many alarms, and rules about alarms, AWS would refuse."""
        return sum(each.is_refused for each in self.not_evaluated)


def reason_of(outcome: Outcome, failure: Failure) -> str | None:
    """Return StateReason at the time of a failure, as CloudWatch words it."""
    history = outcome.simulation.histories.get(failure.alarm or "")
    if history is None or failure.at is None:
        return None
    return history.reason_at(failure.at)


def rule_of(outcome: Outcome, failure: Failure) -> Decision | str | None:
    """Return which rule decided the state at the time of a failure; None where none did."""
    if failure.alarm is None or failure.at is None:
        return None
    return decision_at(outcome.simulation, outcome.drill.data, failure.alarm, failure.at)


def hangs_on_range(outcome: Outcome, failure: Failure) -> str | None:
    """Say that a failure would not be one if evaluations read another number of periods."""
    if failure.where not in outcome.hanging:
        return None
    return f"with a range of N + 2 periods it would be met; {UNDOCUMENTED_RANGE}"


def explanations_of(outcome: Outcome, failure: Failure) -> list[tuple[str, str]]:
    """Return what helps to see why, beside the reason: what each is about, and what it says."""
    found = [("rule", rule_of(outcome, failure)), ("range", hangs_on_range(outcome, failure))]
    return [*failure.details, *((about, str(text)) for about, text in found if text is not None)]


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
