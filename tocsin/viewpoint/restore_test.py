"""Rehearsals of recovery: AWS Backup restores recovery points on a schedule."""

from datetime import timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, Tag, model_validator

from tocsin.diagnostics import (
    InvalidValueError,
    did_you_mean,
    format_duration,
    parse_duration,
    quoted,
)
from tocsin.restoration import CHECKED_TYPES
from tocsin.viewpoint.part import Duration, Flag, Identifier, Name, Whole
from tocsin.viewpoint.region import Region
from tocsin.viewpoint.scheduled import Scheduled

_HOUR = timedelta(hours=1)
_LONGEST_WINDOW = parse_duration("168h")
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html"""


def _whole_hours(window: timedelta) -> timedelta:
    if window % _HOUR or not _HOUR <= window <= _LONGEST_WINDOW:
        what = f"{format_duration(window)} is not a number of whole hours from 1 to 168"
        raise InvalidValueError(what, "write whole hours, as 1h, 12h or 7d")
    return window


Hours = Annotated[Duration, AfterValidator(_whole_hours)]
"""A window of a restore test, which AWS Backup counts in hours."""


def _type(name: str) -> str:
    if name not in CHECKED_TYPES:
        what = f"{quoted(name)} is not a type of which something is looked at once it is restored"
        raise InvalidValueError(what, did_you_mean(name, CHECKED_TYPES))
    return name


StoreType = Annotated[
    str,
    AfterValidator(_type),
    Field(json_schema_extra={"pattern": rf"^({'|'.join(sorted(CHECKED_TYPES))})$"}),
]
MetadataKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]*$", max_length=64)]


def _form(value: Any) -> str:  # noqa: ANN401 - whatever stands in the source
    if isinstance(value, dict):
        return "by Region"
    return "list" if isinstance(value, list | tuple) else _form_of_scalar(value)


def _form_of_scalar(value: object) -> str:
    if isinstance(value, bool):
        return "flag"
    return "number" if isinstance(value, int) else "text"


_List = Annotated[tuple[Identifier, ...], Field(min_length=1)]
MetadataValue = Annotated[
    Annotated[Identifier, Tag("text")]
    | Annotated[_List, Tag("list")]
    | Annotated[Flag, Tag("flag")]
    | Annotated[Whole, Tag("number")]
    | Annotated[
        dict[
            Region,
            Annotated[
                Annotated[Identifier, Tag("text")] | Annotated[_List, Tag("list")],
                Discriminator(lambda value: "list" if isinstance(value, list | tuple) else "text"),
            ],
        ],
        Tag("by Region"),
    ],
    Discriminator(_form),
]
"""A value of restore metadata, or one for each Region where it is not the same in all."""

Place = Literal["data", "recovery", "both"]


class RestoreTest(Scheduled):
    """A rehearsal: AWS Backup restores the newest recovery points, and a function looks at them.

    What was restored is deleted again. What it is looked at for is said by `restored` of protected
    data. See https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html.
    """

    start_window: Annotated[
        Hours, Field(description="How long a restore may wait to start: whole hours.")
    ] = parse_duration("1h")
    protected: Annotated[
        tuple[Name, ...], Field(description="Names of what is restored.", min_length=1)
    ]
    where: Annotated[
        Place,
        Field(
            description="What is restored: the backups where the data are, their copies in the "
            "recovery Region, or both."
        ),
    ] = "data"
    within: Annotated[Duration, Field(description="How long a restore may take.")]
    validation_window: Annotated[
        Hours,
        Field(
            description="How long what was restored waits for the function that looks at it, "
            "before AWS Backup deletes it: whole hours."
        ),
    ] = parse_duration("2h")
    metadata: Annotated[
        dict[StoreType, dict[MetadataKey, MetadataValue]],
        Field(
            description="How what is restored is set, in place of what AWS Backup infers, by type, "
            "as {Aurora: {dbSubnetGroupName: tests, vpcSecurityGroupIds: [sg-1]}}."
        ),
    ] = {}

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        if len(set(self.protected)) < len(self.protected):
            raise InvalidValueError("protected names one twice", "name each once")
        if not self.within:
            raise InvalidValueError("within is no time at all", "write how long a restore may take")
        return self
