"""Regions, and in which of a stage's Regions a part of the system is."""

from typing import Annotated, Any

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, Tag
from pydantic.json_schema import SkipJsonSchema

from tocsin.diagnostics import InvalidValueError, did_you_mean, quoted
from tocsin.viewpoint.aws_regions import PARTITIONS
from tocsin.viewpoint.part import Identifier, Number


def _known(region: str) -> str:
    if region not in PARTITIONS:
        what = f"{quoted(region)} is not a Region of AWS that is known here"
        raise InvalidValueError(what, did_you_mean(region, PARTITIONS))
    return region


Region = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2,4}(-[a-z]+)+-[1-9]$"),
    AfterValidator(_known),
]

Regions = Annotated[
    Annotated[tuple[Region, ...], Field(min_length=1)] | None,
    Field(
        description="In which Regions it is, of a stage that has several; in all if not given.",
    ),
]


def _form(value: object) -> str:
    return "by Region" if isinstance(value, dict) else "text"


def _form_of_fact(value: object) -> str:
    if value is None or isinstance(value, bool | list):
        return "neither"
    return "number" if isinstance(value, int | float) else _form(value)


RegionalIdentifier = Annotated[
    Annotated[Identifier, Tag("text")] | Annotated[dict[Region, Identifier], Tag("by Region")],
    Discriminator(_form),
]
"""An identifier, or one for each Region where it is not the same in all.

`ssm:/path` is read in the Region of the stack, and `{region}` stands for its Region, so that most
identifiers are the same in all.
"""

_Fact = Annotated[
    Annotated[Identifier, Tag("text")]
    | Annotated[Number, Tag("number")]
    | Annotated[SkipJsonSchema[bool | list[Any] | None], Tag("neither")],
    Discriminator(_form_of_fact),
]
ResourceFact = Annotated[
    Annotated[Identifier, Tag("text")]
    | Annotated[Number, Tag("number")]
    | Annotated[SkipJsonSchema[bool | list[Any] | None], Tag("neither")]
    | Annotated[dict[Region, _Fact], Tag("by Region")],
    Discriminator(_form_of_fact),
]
"""What a resource says of itself: an identifier or a setting, as its type has them.

A setting may be a number, and it, too, may be another one in each Region. What is nothing, a list,
true or false is never right: the plan says so, because only the type knows what to write there.
"""
