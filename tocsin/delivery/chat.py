"""Chat channels that hear a topic, by Amazon Q Developer in chat applications."""

from collections.abc import Iterator, Mapping

from tocsin.assembly import Resource
from tocsin.delivery.heard_topic import HeardTopic
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.recipient import Recipient

_CHANNELS: Mapping[str, tuple[str, str]] = {
    "AWS::Chatbot::SlackChannelConfiguration": ("slack", "SlackChannelId"),
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": ("teams", "TeamsChannelId"),
}
CHAT_TYPES = tuple(_CHANNELS)
_FIFO = "https://docs.aws.amazon.com/sns/latest/dg/fifo-topic-message-delivery.html"
_WHERE = "https://docs.aws.amazon.com/general/latest/gr/chatbot.html"
_AUTHORISED = "the workspace has to be authorised by hand in the console of Amazon Q Developer"


def channel_of(configuration: Resource) -> Recipient:
    """Return the channel that a configuration is about."""
    protocol, channel = _CHANNELS[configuration.type]
    endpoint = str(configuration.properties.get(channel, configuration.name))
    return Recipient(
        protocol=protocol, endpoint=endpoint, reader="person", confirmation=_AUTHORISED
    )


def chat_obstacles(configuration: Resource, topic: HeardTopic) -> Iterator[Obstacle]:
    """Yield why a channel does not hear a topic."""
    partition = configuration.stack.environment.partition
    if topic.is_fifo:
        yield _closed(configuration, "a FIFO topic delivers to queues alone", _FIFO)
    if partition != "aws":
        yield _closed(configuration, f"chat is not offered in the partition {partition}", _WHERE)


def _closed(configuration: Resource, why: str, source: str) -> Obstacle:
    return Obstacle(hop=Hop.CHAT, is_closed=True, why=why, source=source, resource=configuration)
