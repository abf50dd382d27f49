"""Where recovery points are copied to, beside the recovery Region."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from tocsin.diagnostics import parse_duration
from tocsin.viewpoint.days import Days, at_least, refuse_disorder
from tocsin.viewpoint.part import Part
from tocsin.viewpoint.region import Region
from tocsin.viewpoint.stage import Account

AIR_GAPPED = "air_gapped"
"""What `also_copied_to` calls the logically air-gapped vault, which the stage has itself."""

MOST_COPIES = 5
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html"""


class OtherVault(Part):
    """A vault that somebody else looks after, as in an account for backups alone."""

    account: Annotated[
        Account | None, Field(description="Whose it is; the stage's own account if not given.")
    ] = None
    region: Annotated[Region, Field(description="The Region that it is in.")]
    vault: Annotated[
        str,
        StringConstraints(pattern=r"^([A-Za-z0-9_-]|\{[a-z]+\}){2,50}$"),
        Field(description="Its name, in which {system} and {stage} stand for these."),
    ]
    retention: Annotated[
        Days | None,
        Field(
            description="How long copies are kept there; as long as in the recovery Region, or "
            "else as what is copied."
        ),
    ] = None


class AirGapped(Part):
    """A logically air-gapped vault, in the recovery Region if there is one.

    AWS keeps what is in it out of the account's reach, and locks it for ever from the first day. A
    stage that is thrown away with its backups has none.
    """

    minimum_retention: Annotated[
        Days,
        at_least(parse_duration("7d")),
        Field(description="The shortest retention that the vault accepts."),
    ]
    maximum_retention: Annotated[
        Days, Field(description="The longest retention that the vault accepts.")
    ]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        refuse_disorder(self.minimum_retention, self.maximum_retention, "exchange them")
        return self
