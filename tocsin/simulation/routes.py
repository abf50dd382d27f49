"""Whom the actions of an alarm reach with a message: each hop of the way, filter policies too."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from tocsin.assembly import Alarm, EventRule, EventTarget, Link, Stack, Subscription
from tocsin.delivery import Recipient, Way, Ways
from tocsin.simulation.message_filter import MessageFilter

Message = Callable[[], Mapping[str, object] | None]
"""Gives what is published; None for a text that is not a JSON object."""


@dataclass(frozen=True)
class Routes:
    """Follows actions.

    Attributes:
        ways: The ways of an assembly, whatever the message.
    """

    ways: Ways
    _filters: dict[Subscription, MessageFilter] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def recipients(self, alarm: Alarm, action: Link, message: Message) -> tuple[Recipient, ...]:
        """Return who is told by an action of an alarm, and for each whether it arrives.

        Args:
            alarm: The alarm.
            action: One of its actions.
            message: Makes what it publishes, which is costly and only filter policies ask for.
        """
        ways = self.ways.of(alarm, action)
        return tuple(self._filtered(way, alarm.stack, message) for way in ways)

    def recipients_of_target(
        self, rule: EventRule, target: EventTarget, message: Message
    ) -> tuple[Recipient, ...]:
        """Return who is told by a target of a rule, and for each whether it arrives."""
        ways = self.ways.of_target(rule, target)
        return tuple(self._filtered(way, rule.stack, message) for way in ways)

    def _filtered(self, way: Way, stack: Stack, message: Message) -> Recipient:
        if way.subscription is None or not way.subscription.properties.get("FilterPolicy"):
            return way.recipient
        obstacle = self._filter(way.subscription).obstacle(message(), stack)
        if obstacle is None:
            return way.recipient
        return replace(way.recipient, obstacles=(*way.recipient.obstacles, obstacle))

    def _filter(self, subscription: Subscription) -> MessageFilter:
        if subscription not in self._filters:
            self._filters[subscription] = MessageFilter.of(subscription, self.ways.assembly)
        return self._filters[subscription]

    @property
    def endpoints(self) -> tuple[str, ...]:
        """Every endpoint of a subscription or a chat, and topics outside the assembly."""
        return self.ways.endpoints
