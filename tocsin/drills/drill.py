"""A drill: metric data, and what the alarms have to make of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from tocsin.diagnostics import Position
from tocsin.evaluation import DEFAULT_OPTIONS, EvaluationOptions, MetricData, State
from tocsin.simulation import Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An expectation that is not met.

    Attributes:
        position: Where the expectation stands.
        expected: What it says.
        actual: What happened instead.
        alarm: The alarm it is about; None for all alarms of the drill.
        at: When it went wrong, in seconds since 1970; None if there is no such time.
    """

    position: Position | None
    expected: str
    actual: str
    alarm: str | None = None
    at: float | None = None


class Expectation(Protocol):
    """Something that has to be true of a simulation."""

    @property
    def alarm(self) -> str | None:
        """The alarm it is about; None for all that the data of the drill reach."""

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """One test of alarms.

    Attributes:
        name: Its name, unique in its file.
        source: The file.
        position: Where it stands.
        start: When its data begin, in seconds since 1970.
        end: When its data end.
        previous_state: The state of the alarms at the start; None for new alarms.
        data: The metric data.
        metric_alarms: The metric alarms that read some of the data; only these are evaluated.
        parent_composites: The composite alarms that stand above them.
        evaluated_composites: These, and those that their rules refer to.
        expectations: At least one.
        options: What AWS leaves open about evaluation.
    """

    name: str
    source: str
    position: Position | None
    start: float
    end: float
    previous_state: State | None
    data: MetricData
    metric_alarms: frozenset[str]
    parent_composites: frozenset[str] = frozenset()
    evaluated_composites: frozenset[str] = frozenset()
    expectations: tuple[Expectation, ...]
    options: EvaluationOptions = DEFAULT_OPTIONS

    @property
    def id(self) -> str:
        """The file and the name."""
        return f"{self.source}::{self.name}"

    def concerns(self, alarm: str) -> bool:
        """Say whether an expectation is about an alarm."""
        return any(each.alarm in {None, alarm} for each in self.expectations)


def clock(start: float, at: float) -> str:
    """Write a time of a drill as the time since its start: `13m`, `1h5m`, `30s`."""
    seconds = round(at - start)
    parts = ((seconds // 3600, "h"), (seconds % 3600 // 60, "m"), (seconds % 60, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0m"
