"""Expectations about what goes out and who is paged."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.diagnostics import elapsed
from tocsin.drills.expectations.expectation import Expectation, Failure, Span
from tocsin.drills.expectations.page_details import page_details
from tocsin.drills.formatting import arn_name, short_reference
from tocsin.evaluation import ALARM
from tocsin.on_call import Severity
from tocsin.simulation import Delivery, DeployedAlarm, Routes, Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsRun(Expectation):
    """An alarm runs exactly these actions in a stretch of time.

    Attributes:
        actions: Names of topics, or ARNs; empty for none.
        span: When.
    """

    alarm: str
    actions: tuple[str, ...]
    span: Span

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        ran = [
            each
            for each in simulation.notifications
            if each.alarm == self.alarm and each.at in self.span
        ]
        if {arn_name(each.action) for each in ran} != {arn_name(name) for name in self.actions}:
            wanted = ", ".join(self.actions) or "no action"
            yield self.failure(
                expected=f"{wanted} {self.span.since(simulation.start)}",
                actual=_actions(ran, simulation.start),
                at=ran[0].at if ran else self.span.last,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged(Expectation):
    """Somebody is notified of an alarm in a stretch of time, by the templates alone.

    A composite alarm above it may do that in its place.

    Attributes:
        through: The composite alarms above the alarm.
        endpoints: Who the template's subscriptions have to reach, all of them.
        contacts: Contacts of a viewpoint that have to be reached at one of their addresses at
            least, each by name.
        span: When.
    """

    endpoints: tuple[str, ...]
    contacts: Mapping[str, tuple[str, ...]]
    span: Span
    through: frozenset[str] = frozenset()

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        senders = _senders(self.alarm, self.through)
        sent = list(_alarm_deliveries(simulation, senders, self.span))
        reached = {short_reference(to.endpoint) for each in sent for to in each.received}
        names = reached | {arn_name(each) for each in reached}
        missing = [name for name in self.endpoints if name not in reached]
        missing += [name for name, to in self.contacts.items() if names.isdisjoint(to)]
        if not missing:
            return
        wanted = ", ".join((*self.endpoints, *self.contacts))
        addresses = [each for name in missing for each in self.contacts.get(name, (name,))]
        told = {
            short_reference(to.endpoint)
            for each in sent
            for to in each.received
            if to.reader != "program"
        }
        yield self.failure(
            expected=f"{wanted} paged {self.span.since(simulation.start)}",
            actual=f"{', '.join(missing)} not paged; paged: {', '.join(sorted(told)) or 'nobody'}",
            at=sent[0].at if sent else self.span.last,
            details=page_details(simulation, senders, addresses),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NobodyPaged(Expectation):
    """No notification of ALARM reaches anybody: what a quiet drill is about.

    Attributes:
        severities: Whose alarms count; None for all.
        span: When.
        through: The composite alarms above the alarm, if it is about one.
    """

    severities: frozenset[Severity] | None = None
    span: Span
    through: frozenset[str] = frozenset()

    def rests_on(self, alarm: DeployedAlarm, routes: Routes) -> bool:
        """Say whether an alarm might page somebody whom it may not: silence is proved by all."""
        if self.alarm is not None:
            return False
        counts = self.severities is None or alarm.severity in self.severities
        actions = alarm.template_alarm.alarm_actions
        return counts and any(
            way.recipient.may_page
            for action in actions
            for way in routes.ways.of(alarm.template_alarm, action)
        )

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield the first page of each alarm."""
        notified: set[str] = set()
        senders = _senders(self.alarm, self.through)
        for each in _alarm_deliveries(simulation, senders, self.span):
            counts = self.severities is None or each.severity in self.severities
            if counts and each.may_page and each.alarm not in notified:
                notified.add(each.alarm)
                yield self.failure(
                    expected="nobody is paged",
                    actual=f"{each.severity or 'alarm without severity'}: {_people(each)} at "
                    f"{elapsed(each.at - simulation.start)}",
                    alarm=each.alarm,
                    at=each.at,
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPaged(Expectation):
    """A critical alarm pages within its response time: what an incident drill is about.

    Attributes:
        service: The service whose alarms count; None for all.
        begins: When the incident begins, in seconds since 1970.
        deadlines: What pages for the critical alarms that the data reach, and when each has to page
            at the latest.
    """

    alarm: None = None
    service: str | None
    begins: float
    deadlines: Mapping[str, float]

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield a failure if nobody is paged in time."""
        until_end = Span(first=self.begins, last=simulation.end)
        pages = [
            each
            for each in _alarm_deliveries(simulation, None, until_end)
            if each.alarm in self.deadlines and each.pages
        ]
        if any(each.at <= self.deadlines[each.alarm] for each in pages):
            return
        whose = f" of {self.service}" if self.service else ""
        latest = sorted(set(self.deadlines.values()))
        times = " or ".join(elapsed(each - simulation.start) for each in latest)
        expected = f"a critical alarm{whose} pages by {times}"
        if pages:
            late = pages[0]
            yield self.failure(
                expected=expected,
                actual=_late_page(late, simulation),
                alarm=late.alarm,
                at=late.at,
                details=page_details(simulation, {late.alarm}),
            )
            return
        only = min(self.deadlines) if len(self.deadlines) == 1 else None
        yield self.failure(
            expected=expected,
            actual="nobody is paged",
            alarm=only,
            at=latest[-1],
            details=page_details(simulation, only and {only}),
        )


def _late_page(page: Delivery, simulation: Simulation) -> str:
    """Write when a page comes, and when it would come if data were not late."""
    start, waits = simulation.start, simulation.histories[page.alarm].evaluation_delay
    actual = f"{page.alarm} pages at {elapsed(page.at - start)}"
    if not waits:
        return actual
    return f"{actual}; without the delay of its data it would at {elapsed(page.at - waits - start)}"


def _senders(alarm: str | None, through: frozenset[str]) -> frozenset[str] | None:
    """Return the alarms that may page about *alarm*; None for all."""
    return None if alarm is None else through | {alarm}


def _alarm_deliveries(
    simulation: Simulation, senders: Container[str] | None, span: Span
) -> Iterator[Delivery]:
    for each in simulation.deliveries:
        is_meant = senders is None or each.alarm in senders
        if each.state == ALARM and is_meant and each.at in span:
            yield each


def _actions(ran: Iterable[Delivery], start: float) -> str:
    found = [
        f"{arn_name(each.action)} ({each.state} at {elapsed(each.at - start)})" for each in ran
    ]
    return ", ".join(found) or "no action"


def _people(delivery: Delivery) -> str:
    first, *others = delivery.may_page
    doubt = "" if first.pages else "perhaps "
    name = f"{doubt}{short_reference(first.endpoint)}"
    return f"{name} and {len(others)} more" if others else name
