"""What the rules of an assembly do with an event: what is sent, and whom it reaches."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tocsin.assembly import DEFAULT_BUS, Environment, EventTarget
from tocsin.delivery import Hop, Obstacle, Recipient
from tocsin.events import TargetInputError, read_target_input
from tocsin.simulation.digests import told_after
from tocsin.simulation.escalations import by_turns
from tocsin.simulation.event_rules import Event, EventRules, RuleMatch
from tocsin.simulation.routes import Routes

_INPUT = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html"
_PATTERN = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html"
_BUS = ":event-bus/"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDelivery:
    """An event on its way through one target of a rule.

    Attributes:
        rule: The rule's name.
        target: The ARN of the topic, or of what else gets it.
        message: What the target gets; empty where EventBridge cannot make it.
        recipients: Who it is for, and whether it arrives there; of those whom a machine pages by
            turns, the ones that it pages first; and those to whom a digest tells it.
        later: Whom a machine pages because of it, the first ones too, or a digest tells, each with
            how many seconds after the event.
    """

    rule: str
    target: str
    message: str
    recipients: tuple[Recipient, ...]
    later: tuple[tuple[float, Recipient], ...] = ()

    @property
    def told(self) -> Iterator[tuple[float, Recipient]]:
        """Everybody who is told, with how many seconds after the event."""
        yield from ((0.0, each) for each in self.recipients if each.is_at_once)
        yield from self.later


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOutcome:
    """What became of an event.

    Attributes:
        event: The event.
        matches: What the rules of each bus that it reached made of it.
        deliveries: What was sent because of it.
    """

    event: Event
    matches: tuple[RuleMatch, ...]
    deliveries: tuple[EventDelivery, ...]


def send_event(
    event: Event, rules: EventRules, routes: Routes, acknowledged: Iterable[float] = ()
) -> EventOutcome:
    """Return what the rules of an assembly do with an event on the bus of its account and Region.

    A rule may hand it to another bus, whose rules then see it too: once, because EventBridge hands
    an event that comes from another account or Region no further.
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html

    Args:
        event: The event.
        rules: The rules of the assembly.
        routes: Who hears what they send.
        acknowledged: After how many seconds somebody answers the pages about it.
    """
    answers = tuple(acknowledged)
    place = Environment(account=_text(event, "account"), region=_text(event, "region"))
    matches: list[RuleMatch] = []
    deliveries: list[EventDelivery] = []
    seen: set[tuple[str, Environment]] = set()
    waiting = [(DEFAULT_BUS, place)]
    while waiting:
        bus, there = waiting.pop(0)
        if (bus, there) in seen:
            continue
        seen.add((bus, there))
        for match in rules.on_bus(event, bus=bus, place=there):
            matches.append(match)
            if match.matches is False:
                continue
            for target in match.rule.targets:
                elsewhere = _bus_of(target)
                if elsewhere is None:
                    deliveries.append(_delivery(event, match, target, routes, answers))
                elif there == place:
                    waiting.append(elsewhere)
    return EventOutcome(event=event, matches=tuple(matches), deliveries=tuple(deliveries))


def _text(event: Event, name: str) -> str | None:
    value = event.get(name)
    return value if isinstance(value, str) and value else None


def _bus_of(target: EventTarget) -> tuple[str, Environment] | None:
    """Return the bus that a target is, with its place."""
    found = target.link.resource
    if found is not None and found.type == "AWS::Events::EventBus":
        return found.name, found.stack.environment
    arn = target.link.shape or target.link.arn
    if _BUS not in arn:
        return None
    _, _, _, region, account, *_ = arn.split(":")
    place = Environment(
        account=None if "${" in account else account, region=None if "${" in region else region
    )
    return arn.partition(_BUS)[2], place


def _delivery(
    event: Event,
    match: RuleMatch,
    target: EventTarget,
    routes: Routes,
    answers: tuple[float, ...],
) -> EventDelivery:
    rule = match.rule
    obstacles = list(_doubt(match))
    message = ""
    try:
        read = read_target_input(_plain(target.properties))
        message = read.of(event, rule_arn=rule.arn, rule_name=rule.called)
    except TargetInputError as error:
        why = f"EventBridge sends nothing: {error.what}"
        obstacles.append(
            Obstacle(hop=Hop.TARGET, is_closed=True, why=why, source=_INPUT, resource=rule.resource)
        )
    recipients = routes.recipients_of_target(rule, target, lambda: as_message(message))
    told = tuple(each.behind(obstacles) if obstacles else each for each in recipients)
    at = _time(event)
    answered = [at + each for each in answers]
    sent = by_turns(match.name, message, told, at, routes.ways, acknowledged=answered)
    first = min((each.at for each in sent), default=at)
    return EventDelivery(
        rule=match.name,
        target=target.link.arn,
        message=message,
        recipients=(
            *(each for each in told if each.is_at_once),
            *(to for each in sent if each.at == first for to in each.recipients),
            *(each for each in told if each.gathered is not None),
        ),
        later=(
            *((each.at - at, to) for each in sent for to in each.recipients),
            *((told_after(each, at), each) for each in told if each.gathered is not None),
        ),
    )


def _time(event: Event) -> float:
    """Return when an event happens, in seconds since 1970; at their begin if it does not say."""
    try:
        return datetime.fromisoformat(_text(event, "time") or "").timestamp()
    except ValueError:
        return 0.0


def _doubt(match: RuleMatch) -> Iterator[Obstacle]:
    if match.matches is None:
        yield Obstacle(
            hop=Hop.TARGET,
            is_closed=False,
            why=match.why,
            source=_PATTERN,
            resource=match.rule.resource,
        )


def as_message(text: str) -> Mapping[str, Any] | None:
    """Return the object that a message is; None for what no filter on the body lets through."""
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else None


def _plain(properties: Mapping[str, object]) -> dict[str, object]:
    plain: dict[str, object] = json.loads(json.dumps(properties, default=str))
    return plain
