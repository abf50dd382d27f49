"""Expectations about an event: which rules match it, what is sent, and who is told."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from tocsin.diagnostics import elapsed
from tocsin.drills.expectations.expectation import Expectation, Failure, Span
from tocsin.drills.formatting import arn_name, short_reference
from tocsin.simulation import EventOutcome, Simulation

_MOST = 5
"""Reasons that are shown; an assembly may have hundreds of rules."""


def _event(simulation: Simulation) -> EventOutcome:
    assert simulation.event is not None, "only drills on events have these expectations"
    return simulation.event


def _told(outcome: EventOutcome, span: Span | None) -> frozenset[str]:
    """Return who is told for certain, as drills write it; no programs."""
    return frozenset(
        short_reference(to.endpoint)
        for each in outcome.deliveries
        for at, to in each.told
        if to.pages and (span is None or at in span)
    )


def _when(span: Span | None) -> str:
    return "" if span is None else f" {span.since(0)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPaged(Expectation):
    """Somebody is told of the event.

    Attributes:
        endpoints: Whom it has to reach, all of them.
        contacts: Contacts of a viewpoint that have to be reached at one of their addresses at
            least, each by name.
        span: In which seconds after the event; None for as long as a machine pages.
    """

    alarm: None = None
    endpoints: tuple[str, ...]
    contacts: Mapping[str, tuple[str, ...]]
    span: Span | None = None

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        outcome = _event(simulation)
        told = _told(outcome, self.span)
        names = {*told, *map(arn_name, told)}
        missing = [name for name in self.endpoints if name not in names]
        missing += [name for name, to in self.contacts.items() if names.isdisjoint(to)]
        if missing:
            yield self.failure(
                expected=f"{', '.join((*self.endpoints, *self.contacts))} paged{_when(self.span)}",
                actual=f"{', '.join(missing)} not paged; paged: {_listed(told, 'nobody')}",
                at=simulation.start,
                details=_details(outcome),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class NobodyTold(Expectation):
    """Nobody is told of the event, not even perhaps.

    Attributes:
        span: In which seconds after it; None for as long as a machine pages.
    """

    alarm: None = None
    span: Span | None = None

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield a failure if somebody may be told."""
        outcome = _event(simulation)
        told = [
            f"{short_reference(to.endpoint)}, by {each.rule}"
            for each in outcome.deliveries
            for at, to in each.told
            if to.may_page and (self.span is None or at in self.span)
        ]
        if told:
            yield self.failure(
                expected=f"nobody is paged{_when(self.span)}",
                actual="; ".join(dict.fromkeys(told)),
                at=simulation.start,
                details=_details(outcome),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReceived(Expectation):
    """Exactly these endpoints get anything of the event.

    Attributes:
        endpoints: All of them; empty if nobody may.
    """

    alarm: None = None
    endpoints: tuple[str, ...]

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected; programs count only where somebody names them."""
        outcome, wanted = _event(simulation), set(self.endpoints)
        sure, perhaps = set[str](), set[str]()
        for to in (to for each in outcome.deliveries for to in each.recipients):
            name = short_reference(to.endpoint)
            if to.status != "closed" and (name in wanted or to.reader != "program"):
                (sure if to.is_certain else perhaps).add(name)
        if sure == wanted and perhaps <= wanted:
            return
        doubtful = [f"perhaps {name}" for name in sorted(perhaps - sure)]
        yield self.failure(
            expected=f"{_listed(self.endpoints, 'nobody')} told",
            actual=f"{_listed((*sorted(sure), *doubtful), 'nobody')} told",
            at=simulation.start,
            details=_details(outcome),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesMatch(Expectation):
    """Exactly these rules match the event.

    Attributes:
        rules: Their names; empty if none may.
    """

    alarm: None = None
    rules: tuple[str, ...]

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield what is not as expected."""
        outcome = _event(simulation)
        sure = {each.name for each in outcome.matches if each.matches}
        perhaps = {each.name for each in outcome.matches if each.matches is None}
        if sure != set(self.rules) or perhaps:
            doubtful = [f"perhaps {name}" for name in sorted(perhaps)]
            yield self.failure(
                expected=f"matched by {_listed(self.rules, 'no rule')}",
                actual=f"matched by {_listed((*sorted(sure), *doubtful), 'no rule')}",
                at=simulation.start,
                details=_details(outcome),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSays(Expectation):
    """What is sent says something.

    Attributes:
        text: A part of a message.
    """

    alarm: None = None
    text: str

    def check(self, simulation: Simulation) -> Iterator[Failure]:
        """Yield a failure if no message has the text."""
        outcome = _event(simulation)
        sent = dict.fromkeys(each.message for each in outcome.deliveries if each.message)
        if not any(self.text in message for message in sent):
            yield self.failure(
                expected=f"a message with {self.text!r}",
                actual="; ".join(sent) or "no message",
                at=simulation.start,
                details=_details(outcome),
            )


def _listed(names: Collection[str], nothing: str) -> str:
    return ", ".join(sorted(names)) or nothing


def _details(outcome: EventOutcome) -> Iterator[tuple[str, str]]:
    """Yield why the event went where it did: rules that are about it, and who was not told."""
    about = [each for each in outcome.matches if each.is_about]
    for match in about[:_MOST]:
        said = "matches" if match.matches else f"does not match: {match.why}"
        yield "rule", f"{match.name} {said}"
    if not about:
        place = f"{outcome.event.get('account')} in {outcome.event.get('region')}"
        yield "rule", f"no rule on the bus of {place} is about such events"
    for sent in outcome.deliveries[:_MOST]:
        for to in sent.recipients:
            if to.obstacle is not None:
                yield "way", f"{to.protocol} {short_reference(to.endpoint)} is {to.obstacle}"
        for at, to in sent.later if any(at for at, _ in sent.later) else ():
            yield "paged", f"{short_reference(to.endpoint)} at {elapsed(at)}, by {sent.rule}"
        if not sent.recipients:
            yield "way", f"nobody is subscribed to {arn_name(sent.target)}"
