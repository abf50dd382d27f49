"""How long a new alarm waits before it believes that silence is bad news."""

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator

from tocsin.diagnostics import InvalidValueError, format_duration
from tocsin.viewpoint.part import Duration

LONGEST_WARM_UP = timedelta(days=2)
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_WarmUpConfiguration.html"""


def _possible(warm_up: timedelta) -> timedelta:
    if warm_up > LONGEST_WARM_UP or warm_up.total_seconds() % 60:
        what = f"{format_duration(warm_up)} is not a number of minutes up to 2d"
        raise InvalidValueError(what, "write a number of minutes from 1m to 2d, or 0m for none")
    return warm_up


WarmUp = Annotated[Duration, AfterValidator(_possible)]
"""Whole minutes, at most two days; nothing at all switches it off."""
