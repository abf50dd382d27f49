"""How incidents are kept and people paged one after the other."""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from tocsin.diagnostics import InvalidValueError, format_duration
from tocsin.viewpoint.part import Duration, Flag, Part, one_or_more

LONGEST_WAIT = timedelta(days=1)
_SHORTEST_WAIT = timedelta(minutes=1)

AnswerWay = Literal["chat", "link"]


class Incidents(Part):
    """How incidents are kept and people paged one after the other."""

    reopen_within: Annotated[
        Duration,
        Field(
            description="An alarm that fires again so soon after its incident is over opens the "
            "same one again."
        ),
    ] = timedelta(minutes=30)
    tell_everybody_after: Annotated[
        Duration,
        Field(
            description="How long the last tier has to answer before everybody is told whom any "
            "policy names."
        ),
    ] = timedelta(minutes=30)
    topics_tell_too: Annotated[
        Flag,
        Field(
            description="Whether the topics of severities go on telling the people whom machines "
            "page, at once: for the time until all of them have confirmed their own topics."
        ),
    ] = False

    answer_by: Annotated[
        tuple[AnswerWay, ...],
        BeforeValidator(one_or_more, json_schema_input_type=AnswerWay | list[AnswerWay]),
        Field(
            description="How pages can be answered beside `tocsin ack`: by a `link` in mails and "
            "texts, which makes a function that the internet reaches; by a button in a `chat`."
        ),
    ] = ()

    @model_validator(mode="after")
    def _can_be_waited_for(self) -> Self:
        if not _SHORTEST_WAIT <= self.tell_everybody_after <= LONGEST_WAIT:
            written = format_duration(self.tell_everybody_after)
            what = f"tell_everybody_after is {written}, and is from 1m to 1d"
            raise InvalidValueError(what, "write a time in which somebody can answer, as 30m")
        if len({*self.answer_by}) < len(self.answer_by):
            what = f"answer_by names one way twice: {', '.join(self.answer_by)}"
            raise InvalidValueError(what, "name each way once")
        if self.reopen_within > LONGEST_WAIT:
            what = f"reopen_within is {format_duration(self.reopen_within)}, and is at most 1d"
            raise InvalidValueError(what, "write 30m, or 0m for a new incident each time")
        return self
