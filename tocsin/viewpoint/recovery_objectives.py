"""How much data may be lost in which scenario, and how soon they must be back."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from tocsin.diagnostics import InvalidValueError
from tocsin.viewpoint.part import Duration, Off, Part


class RecoveryObjective(Part):
    """What is claimed for one scenario."""

    rpo: Annotated[
        Duration | None, Field(description="How much data may be lost, as a length of time.")
    ] = None
    rto: Annotated[
        Duration | None, Field(description="How soon it must work again, from when it happens.")
    ] = None

    @model_validator(mode="after")
    def _claims_something(self) -> Self:
        if self.rpo is None and self.rto is None:
            raise InvalidValueError("it claims nothing", "write rpo, rto or both, or off")
        return self


Claim = RecoveryObjective | Off


class RecoveryObjectives(Part):
    """What is claimed for data, by what may happen; what is not written is not claimed."""

    corruption: Annotated[
        Claim | None, Field(description="Data are deleted or spoiled, by mistake or on purpose.")
    ] = None
    zone: Annotated[Claim | None, Field(description="An Availability Zone is lost.")] = None
    region: Annotated[Claim | None, Field(description="The Region is lost.")] = None
    account: Annotated[
        Claim | None,
        Field(description="The account is lost, or whoever has taken it deletes everything."),
    ] = None

    def of(self, scenario: str) -> RecoveryObjective | None:
        """Return what is claimed for a scenario, None for nothing."""
        claim: Claim | None = getattr(self, scenario)
        return claim if isinstance(claim, RecoveryObjective) else None
