"""Where notifications of alarms and rules are lost, by the one function that follows their ways."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tocsin.assembly import Alarm, EventRule, EventTarget, Link, Resource, Topic
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.listed_names import listed_names, listed_texts
from tocsin.checks.subject import Subject
from tocsin.delivery import (
    Hop,
    Obstacle,
    Recipient,
    Status,
    Way,
    region_elsewhere,
    service_of,
)
from tocsin.diagnostics import Location, ProblemSeverity
from tocsin.evaluation import ALARM, STATES, State
from tocsin.simulation import actions_of, ways_of_notification

_Told = tuple[Link, Way | None, Recipient]


@dataclass(kw_only=True, eq=False)
class Loss:
    """A hop that notifications do not pass, or of which that is not known.

    Attributes:
        obstacle: The hop, and what is in the way.
        topic: The topic of the assembly that the way leads over, if it leads over one.
        alarms: The alarms whose notifications come there, each once.
        rules: The rules whose events come there.
        recipients: Who does not get them, as `email ana@example.com`.
        unheard: The alarms among them that reach no other person when they fire.
        leaves_nobody: Whether there is such an alarm, or a rule that reaches nothing else.
        passes_others: Whether it is a filter policy that lets the notifications of others pass.
        is_at_target: Whether it is a hop of a rule's target itself, not of a topic behind it.
        is_by_alarm: Whether an alarm itself acts on what stands there, without a topic.
        is_in_other_region: Whether it is a topic that stands in another Region than the alarm.
    """

    obstacle: Obstacle
    topic: Resource | None
    is_at_target: bool = False
    is_by_alarm: bool = False
    is_in_other_region: bool = False
    alarms: dict[CheckedAlarm, None] = field(default_factory=dict)
    rules: dict[EventRule, None] = field(default_factory=dict)
    unheard: dict[CheckedAlarm, None] = field(default_factory=dict)
    recipients: dict[str, None] = field(default_factory=dict)
    leaves_nobody: bool = False
    passes_others: bool = False

    @property
    def where(self) -> Location:
        """Where the hop stands in the templates."""
        resource, path = self.obstacle.resource, self.obstacle.key_path
        assert resource is not None, "a hop stands in a template"
        return resource.locate("Properties", *path) if path else resource.locate()

    @property
    def severity(self) -> ProblemSeverity:
        """How grave it is that the hop is closed: whether anybody is left to hear."""
        return "error" if self.leaves_nobody else "warning"

    @property
    def notifiers(self) -> str:
        """Whose notifications are lost, in words."""
        told = []
        if self.alarms:
            noun = "the alarm" if len(self.alarms) == 1 else "the alarms"
            told.append(f"{noun} {listed_names(each.name for each in self.alarms)}")
        if self.rules:
            noun = "the rule" if len(self.rules) == 1 else "the rules"
            told.append(f"{noun} {listed_names(each.called for each in self.rules)}")
        return " and of ".join(told)

    @property
    def outcome(self) -> str:
        """Who does not hear what, and whether somebody else does."""
        if not self.recipients:
            return f"notifications of {self.notifiers} are lost"
        whom = listed_texts(self.recipients)
        lost = f"notifications of {self.notifiers} do not reach {whom}"
        return f"{lost}, and nobody else is told" if self.leaves_nobody else lost


def closed_hops(subject: Subject) -> tuple[Loss, ...]:
    """Return each hop that the templates show to be closed for some notification."""
    return _losses(subject, "closed")


def unknown_hops(subject: Subject) -> tuple[Loss, ...]:
    """Return each hop that decides a delivery and of which nobody knows whether it is open."""
    return _losses(subject, "unknown")


def _losses(subject: Subject, status: Status) -> tuple[Loss, ...]:
    return tuple(each for each in subject.memo(_found) if each.obstacle.status == status)


def _found(subject: Subject) -> tuple[Loss, ...]:
    search = _Search(subject)
    for alarm in subject.alarms:
        if alarm.template_alarm.actions_enabled:
            search.alarm(alarm)
    for rule in subject.assembly.event_rules:
        search.rule(rule)
    return search.losses()


class _Search:
    """Follows every way of an assembly."""

    def __init__(self, subject: Subject) -> None:
        self._routes = subject.alarm_set.routes
        self._topics = {each.resource: each for each in subject.assembly.topics}
        self._passing: set[tuple[Resource, str]] = set()
        self.found: dict[object, Loss] = {}

    def alarm(self, alarm: CheckedAlarm) -> None:
        """Follow the ways of an alarm."""
        if self._passes_all(alarm.template_alarm):
            return
        told = {state: self._told(alarm, state) for state in STATES}
        every = [each for ways in told.values() for each in ways]
        self._passed(every)
        if all(not each.obstacles for _, _, each in every):
            return
        is_heard = any(_may_be_heard(recipient) for _, _, recipient in told[ALARM])
        for state, ways in told.items():
            for action, _, recipient in ways:
                for obstacle in _deciding(recipient):
                    loss = self._loss(obstacle, action.resource, recipient)
                    loss.alarms[alarm] = None
                    loss.is_by_alarm |= action.resource not in self._topics
                    loss.is_in_other_region |= _is_in_other_region(alarm, action, obstacle)
                    if state == ALARM and not is_heard:
                        loss.unheard[alarm] = None
                        loss.leaves_nobody = True

    def rule(self, rule: EventRule) -> None:
        """Follow the ways of a rule, whatever a filter policy makes of its events."""
        told = [
            (target, recipient) for target in rule.targets for recipient in self._at(rule, target)
        ]
        is_heard = any(recipient.status != "closed" for _, recipient in told)
        for target, recipient in told:
            for obstacle in _deciding(recipient):
                loss = self._loss(obstacle, target.link.resource, recipient)
                loss.rules[rule] = None
                is_topic = target.link.resource in self._topics
                loss.is_at_target |= not is_topic or obstacle.hop is Hop.TARGET
                loss.leaves_nobody |= not is_heard

    def _passes_all(self, alarm: Alarm) -> bool:
        """Say whether all that an alarm says certainly arrives, without asking what it says."""
        actions = {action for state in STATES for action in actions_of(alarm, state)}
        return all(self._unheard(action) is None for action in actions) and all(
            way.recipient.is_certain and not _is_filtered(way)
            for action in actions
            for way in self._routes.ways.of(alarm, action)
        )

    def _told(self, alarm: CheckedAlarm, state: State) -> list[_Told]:
        """Return the ways of an alarm; of one that is not evaluated, no message is known.

        A topic that nobody listens to stands for itself: what it refuses is lost all the same.
        """
        template = alarm.template_alarm
        unheard = [
            (action, None, _nobody(self._routes.ways.into_topic(template, topic)))
            for action in actions_of(template, state)
            if (topic := self._unheard(action)) is not None
        ]
        if alarm.deployed is not None:
            return [*unheard, *ways_of_notification(alarm.deployed, self._routes, state)]
        found = (
            (action, way, way.recipient)
            for action in actions_of(template, state)
            for way in self._routes.ways.of(template, action)
        )
        return [*unheard, *found]

    def _at(self, rule: EventRule, target: EventTarget) -> Iterator[Recipient]:
        ways = self._routes.ways
        if self._unheard(target.link) is not None:
            yield _nobody(ways.into_target(rule, target))
        yield from (way.recipient for way in ways.of_target(rule, target))

    def _unheard(self, link: Link) -> Topic | None:
        topic = self._topics.get(link.resource) if link.resource else None
        return topic if topic and not self._routes.ways.from_topic(topic) else None

    def _passed(self, told: Iterable[_Told]) -> None:
        for _, way, recipient in told:
            if way is None or way.subscription is None or not _is_filtered(way):
                continue
            if all(each.hop is not Hop.FILTER for each in recipient.obstacles):
                self._passing.add((way.subscription.resource, way.subscription.path))

    def losses(self) -> tuple[Loss, ...]:
        """Return what was found."""
        for loss in self.found.values():
            place = (loss.obstacle.resource, loss.obstacle.part)
            loss.passes_others = loss.obstacle.hop is Hop.FILTER and place in self._passing
        return tuple(self.found.values())

    def _loss(self, obstacle: Obstacle, target: Resource | None, recipient: Recipient) -> Loss:
        key = _key(obstacle)
        if key not in self.found:
            topic = target if target in self._topics else None
            self.found[key] = Loss(obstacle=obstacle, topic=topic)
        loss = self.found[key]
        if recipient.endpoint:
            loss.recipients[recipient_name(recipient)] = None
        return loss


def _may_be_heard(recipient: Recipient) -> bool:
    # A topic that nobody listens to is not a person, whatever it lets in.
    return recipient.may_page and bool(recipient.endpoint)


def _nobody(obstacles: tuple[Obstacle, ...]) -> Recipient:
    return Recipient(protocol="sns", endpoint="", reader="unknown", obstacles=obstacles)


def recipient_name(recipient: Recipient) -> str:
    """Write who it is: `email ana@example.com`, and of an ARN its name alone."""
    endpoint = recipient.endpoint
    name = endpoint.rpartition(":")[2] if endpoint.startswith("arn:") else endpoint
    return f"{recipient.protocol} {name}"


def _is_filtered(way: Way) -> bool:
    return way.subscription is not None and "FilterPolicy" in way.subscription.properties


def _key(obstacle: Obstacle) -> object:
    """Return what makes two obstacles one: a filter policy gives each message its own reason.

    What is open is said once for a reason, however many alarms it is open for.
    """
    if obstacle.hop is Hop.FILTER:
        return obstacle.hop, obstacle.is_closed, obstacle.resource, obstacle.part
    if obstacle.is_closed or obstacle.resource is None:
        return obstacle
    return obstacle.hop, obstacle.why, obstacle.resource.stack


def _deciding(recipient: Recipient) -> Iterator[Obstacle]:
    """Yield every hop that is closed; if none is, the first that is not known."""
    closed = [each for each in recipient.obstacles if each.is_closed]
    yield from closed or recipient.obstacles[:1]


def _is_in_other_region(alarm: CheckedAlarm, action: Link, obstacle: Obstacle) -> bool:
    if obstacle.hop is not Hop.ACTION or service_of(action) != "sns":
        return False
    return bool(region_elsewhere(alarm.template_alarm, action))
