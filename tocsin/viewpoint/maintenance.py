"""When services are worked on, so that what their alarms notice is expected."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from tocsin.viewpoint.part import Name, Part, Text, one_or_more
from tocsin.viewpoint.quiet import QuietTimes

Names = Annotated[
    Annotated[tuple[Name, ...], Field(min_length=1)],
    BeforeValidator(one_or_more, json_schema_input_type=Name | list[Name]),
]
References = Annotated[
    tuple[Text, ...], BeforeValidator(one_or_more, json_schema_input_type=Text | list[Text])
]


class Maintenance(Part):
    """A time in which alarms of some services go on and tell nobody."""

    when: Annotated[
        QuietTimes,
        Field(
            description="As '02:00-04:00 Sunday Europe/Berlin', or days by their dates; or a list "
            "of such times."
        ),
    ]
    services: Annotated[
        Names | None, Field(description="The services that are worked on; all if not given.")
    ] = None
    stays_on: Annotated[
        References,
        Field(
            description="What tells people all the same: a severity, as critical, or alarms, as "
            "checkout/no orders and checkout/database/writer-down."
        ),
    ] = ()
    means: Annotated[Text | None, Field(description="What is done then.")] = None
