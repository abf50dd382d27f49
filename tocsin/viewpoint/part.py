"""What all parts of a viewpoint have in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints


class Part(BaseModel):
    """A part of a viewpoint: immutable, and without keys that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Name = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]*([ _-][A-Za-z0-9]+)*$", max_length=64),
]
"""A name that people read: words of letters and digits, separated by single spaces, `-` or `_`."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]
"""A sentence or two."""

Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
"""A finite number; text and true/false are not numbers."""

Whole = Annotated[int, Strict()]
"""A whole number."""

Flag = Annotated[bool, Strict()]
"""true or false."""

Identifier = Annotated[str, StringConstraints(pattern=r"^\S(.*\S)?$", max_length=1_024)]
"""What AWS calls a thing: literal, or `ssm:/path` for a Systems Manager parameter.

`{system}`, `{stage}`, `{region}` and `{account}` stand for the values of the stage.
"""


def slug(name: str) -> str:
    """Return *name* as it stands in names of resources and files: `no orders` → `no-orders`."""
    return name.lower().replace(" ", "-").replace("_", "-")
