"""The first hop of an event: whether EventBridge may hand it to the target of a rule."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.assembly import EventRule, EventTarget, Queue, Resource, Topic, is_open, read_arn
from tocsin.delivery.encryption import key_obstacle
from tocsin.delivery.function import FUNCTION_TYPES, function_obstacle
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.permits import Gate
from tocsin.delivery.policies_of import Policies
from tocsin.delivery.presence import presence_obstacles
from tocsin.delivery.texts import arn_of
from tocsin.policies import (
    Request,
    default_topic_policy,
    rule_invokes,
    rule_publishes,
    rule_sends,
    rule_uses_key,
    rule_uses_key_of_queue,
)

SOURCE = (
    "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html"
    "#eb-sns-permissions"
)
TARGETS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html"
_TOPIC_POLICY = Gate(hop=Hop.TOPIC_POLICY, source=SOURCE)
_QUEUE_POLICY = Gate(hop=Hop.QUEUE_POLICY, source=SOURCE)


@dataclass(frozen=True, kw_only=True)
class TargetGate:
    """Asks targets of the assembly whether rules may hand events to them.

    Attributes:
        policies: The policies of the assembly.
        topics: The topics of the assembly.
    """

    policies: Policies
    topics: Mapping[Resource, Topic]

    def obstacles(self, rule: EventRule, target: EventTarget) -> Iterator[Obstacle]:
        """Yield what keeps events from a target."""
        found = target.link.resource
        yield from _region_obstacles(rule, target)
        if target.properties.get("RoleArn"):
            why = "it is handed over by a role, whose permissions are not looked at"
            yield Obstacle(
                hop=Hop.TARGET, is_closed=False, why=why, source=SOURCE, resource=rule.resource
            )
        if found is None:
            return
        yield from presence_obstacles(found, Hop.TARGET, rule.resource)
        if target.properties.get("RoleArn"):
            # What the role may do decides then, and not what the target lets in.
            return
        source, account = arn_of(rule.resource), rule.stack.environment.account_text
        if found in self.topics:
            yield from self._topic_obstacles(self.topics[found], source, account)
        elif found.type == "AWS::SQS::Queue":
            yield from self._queue_obstacles(found, source, account)
        elif found.type in FUNCTION_TYPES:
            request = rule_invokes(arn_of(found), source, account)
            if obstacle := function_obstacle(found, self.policies, request, SOURCE):
                yield obstacle

    def of_queue(self, rule: EventRule, queue: Queue) -> Iterator[Obstacle]:
        """Yield what keeps a rule from writing into a queue."""
        account = rule.stack.environment.account_text
        yield from self._queue_obstacles(queue.resource, arn_of(rule.resource), account)

    def _topic_obstacles(self, topic: Topic, source: str, account: str) -> Iterator[Obstacle]:
        arn = arn_of(topic.resource)
        without = default_topic_policy(arn, topic.stack.environment.account_text)
        written = self.policies.of_topic(topic.resource)
        request = rule_publishes(arn, source, account)
        if found := _TOPIC_POLICY.obstacle(written, without, [request], topic.resource):
            yield found
        key, hop = topic.kms_key, Hop.TOPIC_KEY
        if found := key_obstacle(hop, key, topic.resource, self.policies, rule_uses_key):
            yield found

    def _queue_obstacles(self, resource: Resource, source: str, account: str) -> Iterator[Obstacle]:
        queue = Queue(resource=resource, index=self.policies.assembly.index)
        request: Iterable[Request] = [rule_sends(arn_of(resource), source, account)]
        written = self.policies.of_queue(resource)
        if found := _QUEUE_POLICY.obstacle(written, {}, request, resource):
            yield found
        key, hop = queue.kms_key, Hop.QUEUE_KEY
        if found := key_obstacle(hop, key, resource, self.policies, rule_uses_key_of_queue):
            yield found


def _region_obstacles(rule: EventRule, target: EventTarget) -> Iterator[Obstacle]:
    """Yield a target in another Region: only buses may be there."""
    arn = read_arn(target.link.shape or target.link.arn)
    place = rule.stack.environment
    if arn is None or not arn.region or place.region is None or arn.service == "events":
        return
    if arn.region == place.region or is_open(arn.region):
        return
    why = f"{target.link.arn} is in the Region {arn.region}, and the rule in {place.region}"
    found = rule.resource
    yield Obstacle(hop=Hop.TARGET, is_closed=True, why=why, source=TARGETS, resource=found)
