"""Who is told about an alarm, and after how long."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from tocsin.diagnostics import InvalidValueError
from tocsin.on_call import TierKind
from tocsin.viewpoint.part import Duration, Name, Part, one_or_more

Recipients = Annotated[
    tuple[Name, ...],
    BeforeValidator(one_or_more, json_schema_input_type=Name | list[Name]),
    Field(min_length=1, description="A contact or a rotation, or a list of them."),
]


class Tier(Part):
    """One step of an escalation policy: exactly one of page, notify and digest."""

    after: Annotated[
        Duration,
        Field(
            description="How long after the alarm, if nobody has acknowledged it. Without "
            "incidents: on, every tier is told at once."
        ),
    ] = timedelta(0)
    page: Annotated[
        Recipients | None, Field(description="Who is interrupted and must acknowledge.")
    ] = None
    notify: Annotated[Recipients | None, Field(description="Who is told at once.")] = None
    digest: Annotated[
        Recipients | None,
        Field(
            description="Who may read it the next business day: with incidents: on, people are "
            "told when it begins, in one message."
        ),
    ] = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(recipients is not None for recipients in (self.page, self.notify, self.digest)) != 1:
            what = "a tier has exactly one of page, notify and digest"
            raise InvalidValueError(what, "keep one of them")
        return self

    @property
    def recipients(self) -> tuple[str, ...]:
        """Contacts and rotations that this tier reaches."""
        return self.page or self.notify or self.digest or ()

    @property
    def kind(self) -> TierKind:
        """Which of page, notify and digest this tier is."""
        return "page" if self.page else "notify" if self.notify else "digest"


EscalationPolicy = Annotated[tuple[Tier, ...], Field(min_length=1)]
"""The tiers of a severity, first tier first."""
