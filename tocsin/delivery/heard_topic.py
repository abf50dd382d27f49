"""A topic as its listeners see it, whether it is in the assembly or stands elsewhere."""

from dataclasses import dataclass

from tocsin.assembly import Resource, Stack, Topic, read_arn
from tocsin.delivery.texts import arn_of, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardTopic:
    """A topic that somebody listens to.

    Attributes:
        arn: Its ARN, with placeholders for what is open.
        account: Its account, or the placeholder of it.
        region: Its Region, if that is known.
        is_fifo: Whether it keeps order; such a topic delivers to queues alone.
        resource: The resource, if it is in the assembly.
    """

    arn: str
    account: str
    region: str | None
    is_fifo: bool
    resource: Resource | None

    @classmethod
    def of(cls, topic: Topic) -> "HeardTopic":
        """Return a topic of the assembly."""
        place = topic.stack.environment
        return cls(
            arn=arn_of(topic.resource),
            account=place.account_text,
            region=place.region,
            is_fifo=topic.is_fifo,
            resource=topic.resource,
        )

    @classmethod
    def elsewhere(cls, text: str, stack: Stack) -> "HeardTopic":
        """Return a topic that is in no template, as a stack names it."""
        arn = read_arn(text)
        return cls(
            arn=text_of(text, stack),
            account=arn.account if arn else text,
            region=arn.region if arn and "${" not in arn.region else None,
            is_fifo=text.endswith(".fifo"),
            resource=None,
        )
