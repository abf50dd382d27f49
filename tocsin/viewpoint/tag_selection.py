"""What is protected by the tags that it has."""

from typing import Annotated

from pydantic import Field, StringConstraints

MOST_CONDITIONS = 30
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-limits.html"""

_TagKey = Annotated[str, StringConstraints(pattern=r"^[\w .:/=+@-]+$", max_length=128)]
_TagValue = Annotated[str, StringConstraints(pattern=r"^[\w .:/=+@{}-]+$", max_length=256)]

TagSelection = Annotated[
    dict[_TagKey, _TagValue],
    Field(
        min_length=1,
        max_length=MOST_CONDITIONS,
    ),
]
"""Keys and values of tags, which a resource has to have all."""
