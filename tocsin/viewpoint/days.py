"""Lengths of time as AWS Backup counts them."""

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator

from tocsin.diagnostics import InvalidValueError, format_duration
from tocsin.viewpoint.part import Duration

_LONGEST_KEPT = timedelta(days=36_500)
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html"""


def _whole_days(kept: timedelta) -> timedelta:
    if kept % timedelta(days=1) or not kept or kept > _LONGEST_KEPT:
        what = f"{format_duration(kept)} is not a number of whole days up to 100 years"
        raise InvalidValueError(what, "write whole days, as 1d, 5w or 365d")
    return kept


def at_least(shortest: timedelta) -> AfterValidator:
    """Return what refuses less than *shortest*, in the words of a viewpoint."""

    def check(kept: timedelta) -> timedelta:
        if kept < shortest:
            what = f"{format_duration(kept)} is too short"
            raise InvalidValueError(what, f"write {format_duration(shortest)} or more")
        return kept

    return AfterValidator(check)


def refuse_disorder(shortest: timedelta, longest: timedelta, fix: str) -> None:
    """Refuse the bounds of a vault's lock that no retention is between.

    Raises:
        InvalidValueError: The shortest is longer than the longest.
    """
    if longest < shortest:
        what = (
            f"minimum_retention, {format_duration(shortest)}, is longer than maximum_retention, "
            f"{format_duration(longest)}"
        )
        raise InvalidValueError(what, fix)


Days = Annotated[Duration, AfterValidator(_whole_days)]
"""How long AWS Backup keeps something: it counts in days."""
