"""The expectation of whom anything reaches, after every filter."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from tocsin.delivery import Recipient
from tocsin.diagnostics import elapsed
from tocsin.drills.expectations.expectation import Expectation, Failure, Span
from tocsin.drills.formatting import short_reference
from tocsin.simulation import Delivery, DeployedAlarm, Routes, Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Expectation):
    """Exactly these endpoints are told anything of an alarm, in a stretch of time.

    Unlike for the actions of an alarm, filter policies count; and unlike for whom it pages, the
    all-clear counts too.

    Attributes:
        endpoints: Who is told, all of them and nobody else; empty if nobody may be.
        span: When.
        through: The composite alarms above the alarm, if it is about one.
    """

    endpoints: tuple[str, ...]
    span: Span
    through: frozenset[str] = frozenset()

    def rests_on(self, alarm: DeployedAlarm, routes: Routes) -> bool:
        """Say whether an alarm might tell somebody: who is told is counted over all."""
        template = alarm.template_alarm
        actions = (
            *template.alarm_actions,
            *template.ok_actions,
            *template.insufficient_data_actions,
        )
        return self.alarm is None and any(
            way.recipient.status != "closed"
            for action in actions
            for way in routes.ways.of(template, action)
        )

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        wanted = frozenset(self.endpoints)
        told = [
            (each, to)
            for each in simulation.deliveries
            if (self.alarm in {None, each.alarm} or each.alarm in self.through)
            and each.at in self.span
            for to in _heard(each, wanted)
        ]
        unwanted = [pair for pair in told if short_reference(pair[1].endpoint) not in wanted]
        surely = {short_reference(to.endpoint) for _, to in told if to.is_certain}
        if not unwanted and wanted <= surely:
            return
        first = next((each for each, _ in (*unwanted, *told)), None)
        yield self.failure(
            expected=f"{_names(self.endpoints)} told {self.span.since(simulation.start)}",
            actual=f"{_names(_first_told(told, simulation.start))} told",
            at=first.at if first else self.span.last,
            alarm=first.alarm if first else None,
        )


def _heard(delivery: Delivery, wanted: Collection[str]) -> Iterator[Recipient]:
    """Yield at whom a notification may arrive; programs count only where somebody names them."""
    for to in delivery.recipients:
        is_named = short_reference(to.endpoint) in wanted
        if to.status != "closed" and (is_named or to.reader != "program"):
            yield to


def _names(names: Iterable[str]) -> str:
    return ", ".join(names) or "nobody"


def _first_told(told: Iterable[tuple[Delivery, Recipient]], start: float) -> Iterable[str]:
    """Return each endpoint with the first that it hears, as `ana@example.com (OK at 3m)`."""
    first: dict[str, str] = {}
    for each, to in told:
        endpoint = short_reference(to.endpoint)
        doubt = "" if to.is_certain else "perhaps "
        words = f"{doubt}{endpoint} ({each.state} at {elapsed(each.at - start)})"
        first.setdefault(endpoint, words)
    return first.values()
