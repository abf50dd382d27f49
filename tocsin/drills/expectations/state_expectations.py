"""Expectations about the states of one alarm."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.diagnostics import elapsed
from tocsin.drills.expectations.expectation import Expectation, Failure, Span
from tocsin.evaluation import State
from tocsin.simulation import AlarmHistory, Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAt(Expectation):
    """The alarm is in a state at a time (seconds since 1970)."""

    alarm: str
    state: State
    at: float

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        history = simulation.histories[self.alarm]
        state = history.state_at(self.at)
        if state != self.state:
            since = _since(history, self.at)
            yield self.failure(
                expected=f"{self.state} at {elapsed(self.at - simulation.start)}",
                actual=f"{state} since {elapsed(since - simulation.start)}",
                at=self.at,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWithin(Expectation):
    """The alarm enters a state in a stretch of time."""

    alarm: str
    state: State
    span: Span

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        history = simulation.histories[self.alarm]
        start, first, last = simulation.start, self.span.first, self.span.last
        entered = [at for at, state in history.states if state == self.state and at >= first]
        if entered and entered[0] <= last:
            return
        yield self.failure(
            expected=f"{self.state} from {elapsed(first - start)} to {elapsed(last - start)}",
            actual=f"{self.state} only at {elapsed(entered[0] - start)}"
            if entered
            else history.course,
            at=entered[0] if entered else last,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Never(Expectation):
    """The alarm is at no time in a state."""

    alarm: str
    state: State

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        history = simulation.histories[self.alarm]
        for begins, _, state in history.intervals():
            if state == self.state:
                yield self.failure(
                    expected=f"never {self.state}",
                    actual=f"{self.state} at {elapsed(begins - simulation.start)}",
                    at=begins,
                )
                return


@dataclass(frozen=True, slots=True, kw_only=True)
class StateTimeline(Expectation):
    """The alarm goes through exactly these states.

    Attributes:
        initial: The state at the start.
        changes: Each further state and when it begins; None for any time.
    """

    alarm: str
    initial: State
    changes: tuple[tuple[float | None, State], ...]

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        history = simulation.histories[self.alarm]
        if self._is_met(history):
            return
        steps = [
            state if at is None else f"{state} at {elapsed(at - simulation.start)}"
            for at, state in self.changes
        ]
        yield self.failure(
            expected=" → ".join([self.initial, *steps]),
            actual=history.course,
            at=self._differs_at(history),
        )

    def _is_met(self, history: AlarmHistory) -> bool:
        return (
            history.initial_state == self.initial
            and len(history.states) == len(self.changes)
            and all(
                state == other and at in {None, time}
                for (at, state), (time, other) in zip(self.changes, history.states, strict=True)
            )
        )

    def _differs_at(self, history: AlarmHistory) -> float | None:
        for (at, state), (time, other) in zip(self.changes, history.states, strict=False):
            if state != other or at not in {None, time}:
                return time
        return history.states[-1][0] if history.states else None


def _since(history: AlarmHistory, at: float) -> float:
    return max([time for time, _ in history.states if time <= at], default=history.start)
