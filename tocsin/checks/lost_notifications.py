"""Where notifications of alarms and rules are lost, by the one function that follows their ways."""

from collections.abc import Iterable, Iterator

from tocsin.assembly import Alarm, EventRule, EventTarget, Link, Part, Resource, Topic
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.loss import Loss
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
from tocsin.evaluation import ALARM, STATES, State
from tocsin.simulation import actions_of, ways_of_notification

_BUDGET = "AWS::Budgets::Budget"
_LONGEST = 80
_Told = tuple[Link, Way | None, Recipient]


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
    for budget in subject.assembly.resources(_BUDGET):
        search.budget(budget)
    return search.losses()


class _Search:
    """Follows every way of an assembly."""

    def __init__(self, subject: Subject) -> None:
        self._routes = subject.alarm_set.routes
        self._topics = {each.resource: each for each in subject.assembly.topics}
        self._index = subject.assembly.index
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

    def budget(self, budget: Resource) -> None:
        """Follow the ways of the warnings of a budget, as far as its topics."""
        told = [*_subscribers(budget)]
        for kind, address in told:
            resource = self._index.find(address, budget.stack) if kind == "SNS" else None
            topic = self._topics.get(resource) if resource else None
            if topic is None:
                continue
            heard = self._routes.ways.from_topic(topic)
            for obstacle in self._routes.ways.by_budget(topic, budget):
                recipients = [way.recipient for way in heard] or [_nobody(())]
                for recipient in recipients:
                    loss = self._loss(obstacle, topic.resource, recipient)
                    loss.budgets[budget] = None
                    loss.leaves_nobody |= len(told) == 1

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


def _subscribers(budget: Resource) -> Iterator[tuple[str, object]]:
    """Yield who gets the warnings of a budget: the kind of each, and its address."""
    written = Part.of(budget, "NotificationsWithSubscribers")
    for notification in written.items:
        for subscriber in notification.at("Subscribers").items:
            yield str(subscriber.at("SubscriptionType").value), subscriber.at("Address").value


def _may_be_heard(recipient: Recipient) -> bool:
    # A topic that nobody listens to is not a person, whatever it lets in.
    return recipient.may_page and bool(recipient.endpoint)


def _nobody(obstacles: tuple[Obstacle, ...]) -> Recipient:
    return Recipient(protocol="sns", endpoint="", reader="unknown", obstacles=obstacles)


def recipient_name(recipient: Recipient) -> str:
    """Write who it is: `email ana@example.com`, and of an ARN its name alone."""
    endpoint = recipient.endpoint
    name = endpoint.rpartition(":")[2] if endpoint.startswith("arn:") else endpoint
    return f"{recipient.protocol} {name if len(name) <= _LONGEST else f'{name[:_LONGEST]}...'}"


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
