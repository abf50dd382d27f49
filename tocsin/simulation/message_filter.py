"""A subscription's filter policy, tried once on all messages that are alike for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tocsin.assembly import Assembly, Stack, Subscription
from tocsin.delivery import Hop, Obstacle, document_of
from tocsin.policies import Outcome, fields_looked_at, lets_through

_DOCUMENTED = "https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html"


@dataclass(frozen=True, kw_only=True)
class MessageFilter:
    """A filter policy, and what came of it so far.

    Attributes:
        subscription: The subscription that has it.
        assembly: What is deployed.
        properties: The properties of the subscription, as they compare with those of other stacks.
        fields: The fields of a message that the policy looks at.
    """

    subscription: Subscription
    assembly: Assembly
    properties: Mapping[str, object]
    fields: frozenset[str]
    _tried: dict[tuple[Stack, str], Obstacle | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, subscription: Subscription, assembly: Assembly) -> "MessageFilter":
        """Return the filter of a subscription that has a filter policy."""
        names = ("FilterPolicy", "FilterPolicyScope")
        written = {name: subscription.properties.get(name) for name in names}
        document = document_of(written, subscription.stack, assembly)
        properties = document if isinstance(document, dict) else {}
        return cls(
            subscription=subscription,
            assembly=assembly,
            properties=properties,
            fields=fields_looked_at(properties),
        )

    def obstacle(self, message: Mapping[str, object] | None, stack: Stack) -> Obstacle | None:
        """Return what keeps a message from the subscription, or may; None if it gets it.

        Args:
            message: The message, with at least one field; None for what is not a JSON object.
            stack: The stack of the sender, whose placeholders the message has.
        """
        if message is None:
            outcome = lets_through(self.properties, None)
            return None if outcome.holds else self._obstacle(outcome)
        looked_at = {name: message[name] for name in message if name in self.fields}
        key = (stack, repr(looked_at))
        if key not in self._tried:
            # That a message has other fields matters, and what is in them does not.
            self._tried[key] = self._try({**looked_at, "": True}, stack)
        return self._tried[key]

    def _try(self, message: dict[str, object], stack: Stack) -> Obstacle | None:
        outcome = lets_through(self.properties, document_of(message, stack, self.assembly))
        return None if outcome.holds else self._obstacle(outcome)

    def _obstacle(self, outcome: Outcome) -> Obstacle:
        return Obstacle(
            hop=Hop.FILTER,
            is_closed=outcome.holds is False,
            why=outcome.why,
            source=_DOCUMENTED,
            resource=self.subscription.resource,
            key_path=(*self.subscription.key_path, "FilterPolicy"),
            part=self.subscription.path,
        )
