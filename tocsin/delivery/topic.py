"""Topics on the way: whether CloudWatch may publish to them, and use their key."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tocsin.assembly import Alarm, Environment, Resource, Topic
from tocsin.delivery.encryption import key_obstacle
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.permits import Gate
from tocsin.delivery.policies_of import Policies
from tocsin.delivery.texts import arn_of
from tocsin.policies import (
    Request,
    alarm_publishes,
    alarm_uses_key,
    budget_publishes,
    budget_uses_key,
    default_topic_policy,
)

_ANY_NAME = "${the name}"
_OF_BUDGETS = Gate(
    hop=Hop.TOPIC_POLICY,
    source="https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html",
)
_POLICY = Gate(
    hop=Hop.TOPIC_POLICY,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/"
    "Notify_Users_Alarm_Changes.html",
)


@dataclass(frozen=True, kw_only=True)
class TopicGate:
    """Asks topics of the assembly whether alarms may publish to them.

    Attributes:
        policies: The policies of the assembly.
    """

    policies: Policies
    _for_all: dict[tuple[Resource, Environment], tuple[Obstacle, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def obstacles(self, alarm: Alarm, topic: Topic) -> tuple[Obstacle, ...]:
        """Return what keeps an alarm from publishing to a topic.

        Few policies ask which alarm it is. So they are asked about an alarm of any name first, and
        what they say for certain holds for all alarms of an account and Region.
        """
        place = alarm.stack.environment
        key = (topic.resource, place)
        if key not in self._for_all:
            owner = f"{place.region_text}:{place.account_text}"
            any_alarm = f"arn:{place.partition}:cloudwatch:{owner}:alarm:{_ANY_NAME}"
            self._for_all[key] = tuple(self._asked(any_alarm, alarm, topic))
        found = self._for_all[key]
        if alarm.name.isascii() and all(each.is_closed for each in found):
            return found
        return tuple(self._asked(arn_of(alarm.resource), alarm, topic))

    def of_budget(self, topic: Topic, budget: Resource) -> Iterator[Obstacle]:
        """Yield what keeps a budget from publishing to a topic."""
        place = budget.stack.environment
        account = place.account_text
        source = f"arn:{place.partition}:budgets::{account}:budget/{_ANY_NAME}"
        arn = arn_of(topic.resource)
        without = default_topic_policy(arn, topic.stack.environment.account_text)
        written = self.policies.of_topic(topic.resource)
        publishes = budget_publishes(arn, source, account)
        if found := _OF_BUDGETS.obstacle(written, without, [publishes], topic.resource):
            yield found

        def requests(key: str) -> Iterable[Request]:
            return budget_uses_key(key, source, account)

        key = topic.kms_key
        if found := key_obstacle(Hop.TOPIC_KEY, key, topic.resource, self.policies, requests):
            yield found

    def _asked(self, source: str, alarm: Alarm, topic: Topic) -> Iterator[Obstacle]:
        arn, account = arn_of(topic.resource), alarm.stack.environment.account_text
        without = default_topic_policy(arn, topic.stack.environment.account_text)
        written = self.policies.of_topic(topic.resource)
        publishes = alarm_publishes(arn, source, account)
        if found := _POLICY.obstacle(written, without, [publishes], topic.resource):
            yield found

        def requests(key: str) -> Iterable[Request]:
            return alarm_uses_key(key, source, account)

        key = topic.kms_key
        if found := key_obstacle(Hop.TOPIC_KEY, key, topic.resource, self.policies, requests):
            yield found
