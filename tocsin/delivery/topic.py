"""Topics on the way: whether CloudWatch may publish to them, and use their key."""

from collections.abc import Iterable, Iterator

from tocsin.assembly import Alarm, Topic
from tocsin.delivery.encryption import key_obstacle
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.permits import Gate
from tocsin.delivery.policies_of import Policies
from tocsin.delivery.texts import arn_of, text_of
from tocsin.policies import (
    Request,
    alarm_publishes,
    alarm_uses_key,
    default_topic_policy,
)

_POLICY = Gate(
    hop=Hop.TOPIC_POLICY,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/"
    "Notify_Users_Alarm_Changes.html",
)


def topic_obstacles(alarm: Alarm, topic: Topic, policies: Policies) -> Iterator[Obstacle]:
    """Yield what keeps an alarm from publishing to a topic of the assembly."""
    arn, source = arn_of(topic.resource), text_of(alarm.arn, alarm.stack)
    account = alarm.stack.environment.account_text
    without = default_topic_policy(arn, topic.stack.environment.account_text)
    written, where = policies.of_topic(topic.resource), topic.resource.where()
    publishes = alarm_publishes(arn, source, account)
    if found := _POLICY.obstacle(written, without, [publishes], where):
        yield found

    def requests(key: str) -> Iterable[Request]:
        return alarm_uses_key(key, source, account)

    key = topic.kms_key
    if found := key_obstacle(Hop.TOPIC_KEY, key, topic.resource, policies, requests):
        yield found
