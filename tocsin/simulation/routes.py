"""Whom the actions of an alarm reach with a message: each hop of the way, filter policies too."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tocsin.assembly import Alarm, Link, Subscription
from tocsin.delivery import Hop, Obstacle, Recipient, Way, Ways
from tocsin.simulation.filter_policy import passes

_FILTERS = "https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html"


@dataclass(frozen=True)
class Routes:
    """Follows actions.

    Attributes:
        ways: The ways of an assembly, whatever the message.
    """

    ways: Ways

    def recipients(
        self, alarm: Alarm, action: Link, message: Mapping[str, object]
    ) -> tuple[Recipient, ...]:
        """Return who is told by an action of an alarm, and for each whether it arrives.

        Args:
            alarm: The alarm.
            action: One of its actions.
            message: What it publishes.
        """
        return tuple(_filtered(way, message) for way in self.ways.of(alarm, action))

    @property
    def endpoints(self) -> tuple[str, ...]:
        """Every endpoint of a subscription or a chat, and topics outside the assembly."""
        return self.ways.endpoints


def _filtered(way: Way, message: Mapping[str, object]) -> Recipient:
    subscription = way.subscription
    policy = subscription.filter_policy if subscription is not None else None
    if subscription is None or not policy:
        return way.recipient
    scope = str(subscription.properties.get("FilterPolicyScope") or "MessageAttributes")
    outcome = passes(policy, scope, message)
    if outcome is True:
        return way.recipient
    obstacle = _obstacle(subscription, is_closed=outcome is False)
    return replace(way.recipient, obstacles=(*way.recipient.obstacles, obstacle))


def _obstacle(subscription: Subscription, *, is_closed: bool) -> Obstacle:
    why = "it does not let this message through"
    if not is_closed:
        why = "whether it lets this message through is not known"
    return Obstacle(
        hop=Hop.FILTER,
        is_closed=is_closed,
        why=why,
        source=_FILTERS,
        where=subscription.resource.where(subscription.path),
    )
