"""The expectation of whom anything reaches, after every filter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tocsin.diagnostics import elapsed
from tocsin.drills.expectations.expectation import Expectation, Failure, Span
from tocsin.drills.formatting import short_reference
from tocsin.simulation import Delivery, Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Expectation):
    """Exactly these endpoints are told anything of an alarm, in a stretch of time.

    Unlike for the actions of an alarm, filter policies count; and unlike for whom it pages, the
    all-clear counts too.

    Attributes:
        endpoints: Who is told, all of them and nobody else; empty if nobody may be.
        span: When.
    """

    endpoints: tuple[str, ...]
    span: Span

    @property
    def needs_every_alarm(self) -> bool:
        """Say whether all alarms above the data have to be evaluated."""
        return self.alarm is None

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        told = [
            each
            for each in simulation.deliveries
            if each.notified and self.alarm in {None, each.alarm} and each.at in self.span
        ]
        wanted = frozenset(self.endpoints)
        unwanted = [each for each in told if not wanted.issuperset(_reached(each))]
        if not unwanted and wanted <= {name for each in told for name in _surely_reached(each)}:
            return
        first = next(iter((*unwanted, *told)), None)
        yield self.failure(
            expected=f"{_names(self.endpoints)} told {self.span.since(simulation.start)}",
            actual=f"{_names(_first_told(told, simulation.start))} told",
            at=first.at if first else self.span.last,
            alarm=first.alarm if first else None,
        )


def _reached(delivery: Delivery) -> list[str]:
    return [short_reference(to.endpoint) for to in delivery.notified]


def _surely_reached(delivery: Delivery) -> list[str]:
    return [short_reference(to.endpoint) for to in delivery.notified if to.is_certain]


def _names(names: Iterable[str]) -> str:
    return ", ".join(names) or "nobody"


def _first_told(told: Iterable[Delivery], start: float) -> Iterable[str]:
    """Return each endpoint with the first that it hears, as `ana@example.com (OK at 3m)`."""
    first: dict[str, str] = {}
    for each in told:
        for to in each.notified:
            endpoint = short_reference(to.endpoint)
            doubt = "" if to.is_certain else "perhaps "
            words = f"{doubt}{endpoint} ({each.state} at {elapsed(each.at - start)})"
            first.setdefault(endpoint, words)
    return first.values()
