"""Vaults in which recovery points are, and their locks."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from tocsin.diagnostics import parse_duration
from tocsin.viewpoint.days import Days, at_least, refuse_disorder
from tocsin.viewpoint.part import Part


class VaultLock(Part):
    """Keeps recovery points from being deleted early.

    Without changeable_for it can be removed by whoever has the permission; with it nobody can
    remove it once that time is over, not even AWS.
    """

    minimum_retention: Annotated[
        Days, Field(description="The shortest retention that the vault accepts.")
    ]
    maximum_retention: Annotated[
        Days | None, Field(description="The longest retention that the vault accepts.")
    ] = None
    changeable_for: Annotated[
        Annotated[Days, at_least(parse_duration("3d"))] | None,
        Field(description="For how long the lock can still be removed."),
    ] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.maximum_retention is not None:
            fix = "exchange them, or remove maximum_retention"
            refuse_disorder(self.minimum_retention, self.maximum_retention, fix)
        return self


class Vault(Part):
    """A vault beside the stage's own one, as for what has to be kept longer or more strictly.

    It has its own key, and in the recovery Region there is another one like it for its copies.
    """

    lock: VaultLock | None = None
