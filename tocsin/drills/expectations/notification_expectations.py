"""Expectations about what goes out and who is paged."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from tocsin.diagnostics import Position
from tocsin.drills.drill import Failure, clock
from tocsin.drills.metric_index import plain
from tocsin.evaluation import ALARM
from tocsin.on_call import Severity
from tocsin.simulation import Delivery, Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time, both ends included, in seconds since 1970."""

    first: float
    last: float

    def __contains__(self, at: float) -> bool:
        return self.first <= at <= self.last

    def written(self, start: float) -> str:
        """Write it relative to a start."""
        if self.first == self.last:
            return f"at {clock(start, self.first)}"
        return f"from {clock(start, self.first)} to {clock(start, self.last)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsRun:
    """An alarm runs exactly these actions in a stretch of time.

    Attributes:
        position: Where it stands.
        alarm: The alarm.
        actions: Names of topics, or ARNs; empty for none.
        span: When.
    """

    position: Position | None
    alarm: str
    actions: tuple[str, ...]
    span: Span

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        ran = [
            each
            for each in simulation.deliveries
            if each.alarm == self.alarm and each.at in self.span
        ]
        if {short(each.action) for each in ran} != {short(action) for action in self.actions}:
            yield Failure(
                position=self.position,
                expected=f"{', '.join(self.actions) or 'no action'} "
                f"{self.span.written(simulation.start)}",
                actual=_listed(ran, simulation.start),
                alarm=self.alarm,
                at=ran[0].at if ran else self.span.last,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """Somebody is notified of an alarm, or paged, in a stretch of time.

    Attributes:
        position: Where it stands.
        alarm: The alarm; None for any that the data reach.
        endpoints: Who the template's subscriptions have to reach, all of them.
        contacts: Whom the viewpoint's escalation policy has to page, all of them.
        span: When.
    """

    position: Position | None
    alarm: str | None
    endpoints: tuple[str, ...]
    contacts: tuple[str, ...]
    span: Span

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        sent = list(_alarm_deliveries(simulation, self.alarm, self.span))
        reached = {plain(to.endpoint) for each in sent for to in each.notified if to.is_certain}
        paged = {
            page.contact
            for page in simulation.pages
            if page.at.timestamp() in self.span and self.alarm in {None, page.alarm}
        }
        missing = [name for name in self.endpoints if name not in reached]
        missing += [name for name in self.contacts if name not in paged]
        if missing:
            span = self.span.written(simulation.start)
            yield Failure(
                position=self.position,
                expected=f"{', '.join((*self.endpoints, *self.contacts))} paged {span}",
                actual=f"{', '.join(missing)} not paged; paged: "
                f"{', '.join(sorted(reached | paged)) or 'nobody'}",
                alarm=self.alarm,
                at=sent[0].at if sent else self.span.last,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class NobodyPaged:
    """No notification of ALARM reaches anybody: what a quiet drill is about.

    Attributes:
        position: Where it stands.
        alarm: The alarm; None for any that the data reach.
        severities: Whose alarms count; None for all.
        span: When.
    """

    position: Position | None
    alarm: str | None
    severities: frozenset[Severity] | None = None
    span: Span

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield the first page of each alarm."""
        notified: set[str] = set()
        for each in _alarm_deliveries(simulation, self.alarm, self.span):
            counts = self.severities is None or each.severity in self.severities
            if counts and each.notified and each.alarm not in notified:
                notified.add(each.alarm)
                yield Failure(
                    position=self.position,
                    expected="nobody is paged",
                    actual=f"{each.severity or 'alarm without severity'}: {_people(each)} at "
                    f"{clock(simulation.start, each.at)}",
                    alarm=each.alarm,
                    at=each.at,
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPaged:
    """A critical alarm pages within its response time: what an incident drill is about.

    Attributes:
        position: Where it stands.
        service: The service whose alarms count; None for all.
        candidates: The critical alarms that the data reach.
        begins: When the incident begins.
        respond_within: The response time of critical alarms.
    """

    position: Position | None
    service: str | None
    candidates: frozenset[str]
    begins: float
    respond_within: timedelta

    @property
    def alarm(self) -> None:
        """It is about all alarms of the drill."""
        return

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield a failure if nobody is paged in time."""
        deadline = self.begins + self.respond_within.total_seconds()
        until_end = Span(first=self.begins, last=simulation.end)
        sent = [
            each
            for each in _alarm_deliveries(simulation, None, until_end)
            if each.alarm in self.candidates and any(to.is_certain for to in each.notified)
        ]
        if sent and sent[0].at <= deadline:
            return
        whose = f" of {self.service}" if self.service else ""
        start = simulation.start
        only = min(self.candidates) if len(self.candidates) == 1 else None
        yield Failure(
            position=self.position,
            expected=f"a critical alarm{whose} pages by {clock(start, deadline)}",
            actual=f"{sent[0].alarm} pages at {clock(start, sent[0].at)}"
            if sent
            else "nobody is paged",
            alarm=sent[0].alarm if sent else only,
            at=sent[0].at if sent else deadline,
        )


def _alarm_deliveries(simulation: Simulation, alarm: str | None, span: Span) -> Iterator[Delivery]:
    for each in simulation.deliveries:
        if each.state == ALARM and alarm in {None, each.alarm} and each.at in span:
            yield each


def short(action: str) -> str:
    """Return the name in an ARN."""
    return action.rpartition(":")[2]


def _listed(ran: Iterable[Delivery], start: float) -> str:
    found = [f"{short(each.action)} ({each.state} at {clock(start, each.at)})" for each in ran]
    return ", ".join(found) or "no action"


def _people(delivery: Delivery) -> str:
    first, *others = [plain(to.endpoint) for to in delivery.notified]
    return f"{first} and {len(others)} more" if others else first
