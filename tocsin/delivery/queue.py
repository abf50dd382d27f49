"""Queues on the way: whether SNS may write into them."""

from collections.abc import Iterable, Iterator

from tocsin.assembly import Queue
from tocsin.delivery.encryption import key_obstacle
from tocsin.delivery.heard_topic import HeardTopic
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.permits import Gate
from tocsin.delivery.policies_of import Policies
from tocsin.delivery.texts import arn_of
from tocsin.policies import Request, topic_sends, topic_uses_key

_POLICY = Gate(
    hop=Hop.QUEUE_POLICY,
    source="https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html",
)


def queue_obstacles(queue: Queue, topic: HeardTopic, policies: Policies) -> Iterator[Obstacle]:
    """Yield what keeps a topic from writing into a queue."""
    arn, source, account = arn_of(queue.resource), topic.arn, topic.account
    written = policies.of_queue(queue.resource)
    sends = topic_sends(arn, source, account)
    if found := _POLICY.obstacle(written, {}, [sends], queue.resource):
        yield found

    def requests(key: str) -> Iterable[Request]:
        return topic_uses_key(key, source, account)

    key = queue.kms_key
    if found := key_obstacle(Hop.QUEUE_KEY, key, queue.resource, policies, requests):
        yield found


def is_fifo(queue: Queue) -> bool:
    """Say whether a queue keeps the order of its messages."""
    return queue.text("FifoQueue").lower() == "true" or queue.name.endswith(".fifo")
