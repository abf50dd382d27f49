"""Executions of machines that page, and what of them is due."""

from dataclasses import dataclass, replace
from datetime import timedelta

from tocsin.assembly import Environment
from tocsin.escalation import EscalationMachine, Step
from tocsin.simulation.deliveries import Delivery

Key = tuple[Environment, str]
"""The table of incidents is one for each account and Region, and has one for each service."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Somebody acknowledges every open incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """An execution of a machine.

    Attributes:
        name: Its name.
        machine: The machine.
        began: When, in seconds since 1970.
        cause: The notification that began it.
    """

    name: str
    machine: EscalationMachine
    began: float
    cause: Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A step of an execution that is due; the last is that nobody has answered.

    Attributes:
        key: Whose incident.
        execution: The execution.
        number: Which of the steps of its machine, from 0.
    """

    key: Key
    execution: Execution
    number: int

    @property
    def step(self) -> Step | None:
        """The step; None after the last one."""
        steps = self.execution.machine.course.steps
        return steps[self.number] if self.number < len(steps) else None

    @property
    def at(self) -> timedelta | None:
        """How long after the begin it is due; None if there is no such step."""
        course = self.execution.machine.course
        return self.step.at if self.step else course.tells_everybody

    @property
    def next(self) -> "Due":
        """What comes after it, at its time."""
        return replace(self, number=self.number + 1)

    def next_at(self, at: float) -> "Due":
        """Return what comes after it if that is due at a time, in seconds since 1970."""
        due = self.next
        after = timedelta(0) if due.at is None else due.at
        began = at - after.total_seconds()
        return replace(due, execution=replace(self.execution, began=began))
