"""People and channels that can be reached."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from tocsin.diagnostics import InvalidValueError
from tocsin.viewpoint.aws_names import Email, Endpoint, TopicArn
from tocsin.viewpoint.part import Flag, Identifier, Part

PhoneNumber = Annotated[str, StringConstraints(pattern=r"^\+[1-9][0-9]{6,14}$")]
_GUID = r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"


ConfiguredElsewhere = Annotated[
    Flag,
    Field(
        description="Somebody else has configured the channel in this account: nothing is built, "
        "and tocsin plan lists the topics that its owner has to add."
    ),
]
OtherTopics = Annotated[
    tuple[TopicArn, ...],
    Field(description="ARNs of topics of others that are heard in the channel too."),
]


class SlackChannel(Part):
    """A Slack channel, reached through Amazon Q Developer in chat applications."""

    workspace: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9A-Z]{1,255}$"),
        Field(description="The workspace's id, as T0123456789."),
    ]
    channel: Annotated[
        str,
        StringConstraints(pattern=r"^[A-Za-z0-9]{1,255}$"),
        Field(description="The channel's id, as C0123456789."),
    ]
    configured_elsewhere: ConfiguredElsewhere = False
    other_topics: OtherTopics = ()

    @model_validator(mode="after")
    def _topics_are_listed_by_the_owner(self) -> Self:
        _check_owner(self)
        return self


class TeamsChannel(Part):
    """A Microsoft Teams channel, reached through Amazon Q Developer in chat applications."""

    tenant: Annotated[
        str, StringConstraints(pattern=_GUID), Field(description="The organisation's id.")
    ]
    team: Annotated[str, StringConstraints(pattern=_GUID), Field(description="The team's id.")]
    channel: Annotated[
        str,
        StringConstraints(pattern=r"^([a-zA-Z0-9-_=+/.,])*%3[aA]([a-zA-Z0-9-_=+/.,])*%40\S*$"),
        Field(description="The channel id as it stands, URL-encoded, in the channel's link."),
    ]
    configured_elsewhere: ConfiguredElsewhere = False
    other_topics: OtherTopics = ()

    @model_validator(mode="after")
    def _topics_are_listed_by_the_owner(self) -> Self:
        _check_owner(self)
        return self


def _check_owner(channel: SlackChannel | TeamsChannel) -> None:
    if channel.configured_elsewhere and channel.other_topics:
        what = "topics are listed where the channel is configured, and that is elsewhere"
        raise InvalidValueError(what, "remove other_topics or configured_elsewhere")


class Contact(Part):
    """A person or a channel, with every way to reach it."""

    email: Annotated[
        Email | None,
        Field(description="Must be confirmed once by a click before anything arrives."),
    ] = None
    sms: Annotated[
        PhoneNumber | None, Field(description="A telephone number, as +15550100123.")
    ] = None
    https: Annotated[
        Endpoint | None,
        Field(
            description="A paging service's endpoint that confirms subscriptions by itself; "
            "secretsmanager:name keeps its key out of the repository, and ssm:/path as well, but "
            "whoever may describe the stack can read that.",
        ),
    ] = None
    sqs: Annotated[
        Identifier | None,
        Field(description="The name of a queue of the stage's account, or ssm:/path of it."),
    ] = None
    slack: SlackChannel | None = None
    teams: TeamsChannel | None = None

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if not self.ways:
            what = "the contact cannot be reached in any way"
            raise InvalidValueError(what, "add one of email, sms, https, sqs, slack and teams")
        return self

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways in which this contact can be reached, in the order of the model."""
        return tuple(way for way in type(self).model_fields if getattr(self, way) is not None)
