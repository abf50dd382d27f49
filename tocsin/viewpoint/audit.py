"""What AWS Backup Audit Manager looks at, and where it reports."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tocsin.viewpoint.part import Identifier, Part
from tocsin.viewpoint.tag_selection import TagSelection

Format = Literal["CSV", "JSON"]


class BackupAudit(Part):
    """Controls of AWS Backup Audit Manager over what the stage protects, and daily reports.

    They read what AWS Config records, which is switched on in the account and costs by what it
    records. Without this key nothing is audited.
    """

    reports: Annotated[
        Identifier,
        Field(description="The bucket for reports, which is there and lets AWS Backup write."),
    ]
    prefix: Annotated[
        str,
        StringConstraints(pattern=r"^[A-Za-z0-9_./{}-]+$", max_length=256),
        Field(description="What the keys of reports begin with."),
    ] = "{system}/{stage}"
    formats: Annotated[
        tuple[Format, ...], Field(description="As what each report is written.", min_length=1)
    ] = ("CSV",)
    tags: Annotated[
        TagSelection | None,
        Field(
            max_length=1,
            description="The one tag of what is looked at; without it all of the types that are "
            "protected, also of other systems.",
        ),
    ] = None
