"""What all expectations have in common, and what is known when one is not met."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tocsin.diagnostics import Location, elapsed
from tocsin.simulation import DeployedAlarm, Routes, Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An expectation that is not met.

    Attributes:
        where: Where the expectation stands.
        expected: What it says.
        actual: What happened instead.
        alarm: The alarm it is about; None for all alarms of the drill.
        at: When it went wrong, in seconds since 1970; None if there is no such time.
        details: What else helps to see why: what each is about, as `rule`, and what it says.
    """

    where: Location
    expected: str
    actual: str
    alarm: str | None
    at: float | None
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation(ABC):
    """Something that has to be true of a simulation.

    Attributes:
        where: Where it stands.
        alarm: The alarm it is about; None for all that the data of the drill reach.
    """

    where: Location
    alarm: str | None

    def rests_on(self, alarm: DeployedAlarm, routes: Routes) -> bool:  # noqa: ARG002 - few do
        """Say whether it could fail by what an alarm sends that it does not name."""
        return False

    @abstractmethod
    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""

    def failure(
        self,
        *,
        expected: str,
        actual: str,
        at: float | None,
        alarm: str | None = None,
        details: Iterable[tuple[str, str]] = (),
    ) -> Failure:
        """Return a failure of this expectation; it is about *alarm* where no other is named."""
        return Failure(
            where=self.where,
            expected=expected,
            actual=actual,
            alarm=alarm or self.alarm,
            at=at,
            details=tuple(details),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time, both ends included, in seconds since 1970."""

    first: float
    last: float

    def __contains__(self, at: float) -> bool:
        return self.first <= at <= self.last

    def since(self, start: float) -> str:
        """Write it relative to the start of a drill."""
        if self.first == self.last:
            return f"at {elapsed(self.first - start)}"
        return f"from {elapsed(self.first - start)} to {elapsed(self.last - start)}"
