"""Expectations about the states of one alarm."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.diagnostics import Position
from tocsin.drills.drill import Failure, clock
from tocsin.evaluation import State
from tocsin.simulation import AlarmHistory, Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAt:
    """The alarm is in a state at a time (seconds since 1970)."""

    position: Position | None
    alarm: str
    state: State
    at: float

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        history = simulation.histories[self.alarm]
        state = history.state_at(self.at)
        if state != self.state:
            since = _since(history, self.at)
            yield Failure(
                position=self.position,
                expected=f"{self.state} at {clock(simulation.start, self.at)}",
                actual=f"{state} since {clock(simulation.start, since)}",
                alarm=self.alarm,
                at=self.at,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWithin:
    """The alarm enters a state between two times, both included."""

    position: Position | None
    alarm: str
    state: State
    first: float
    last: float

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        history = simulation.histories[self.alarm]
        start = simulation.start
        entered = [at for at, state in history.states if state == self.state and at >= self.first]
        if entered and entered[0] <= self.last:
            return
        yield Failure(
            position=self.position,
            expected=f"{self.state} from {clock(start, self.first)} to {clock(start, self.last)}",
            actual=f"{self.state} only at {clock(start, entered[0])}" if entered else path(history),
            alarm=self.alarm,
            at=entered[0] if entered else self.last,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Never:
    """The alarm is at no time in a state."""

    position: Position | None
    alarm: str
    state: State

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        history = simulation.histories[self.alarm]
        for begins, _, state in history.intervals():
            if state == self.state:
                yield Failure(
                    position=self.position,
                    expected=f"never {self.state}",
                    actual=f"{self.state} at {clock(simulation.start, begins)}",
                    alarm=self.alarm,
                    at=begins,
                )
                return


@dataclass(frozen=True, slots=True, kw_only=True)
class StateTimeline:
    """The alarm goes through exactly these states.

    Attributes:
        position: Where it stands.
        alarm: The alarm.
        initial: The state at the start.
        changes: Each further state and when it begins; None for any time.
    """

    position: Position | None
    alarm: str
    initial: State
    changes: tuple[tuple[float | None, State], ...]

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        history = simulation.histories[self.alarm]
        if self._is_met(history):
            return
        start = simulation.start
        steps = [
            state if at is None else f"{state} at {clock(start, at)}" for at, state in self.changes
        ]
        yield Failure(
            position=self.position,
            expected=" → ".join([self.initial, *steps]),
            actual=path(history),
            alarm=self.alarm,
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


def path(history: AlarmHistory) -> str:
    """Write what an alarm went through: `OK → ALARM at 13m → OK at 21m`."""
    steps = [f"{state} at {clock(history.start, at)}" for at, state in history.states]
    return " → ".join([history.initial_state, *steps])


def _since(history: AlarmHistory, at: float) -> float:
    return max([time for time, _ in history.states if time <= at], default=history.start)
