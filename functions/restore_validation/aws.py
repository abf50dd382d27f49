"""What a validation asks AWS with, and how long it may take."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.config import Config

RESERVE_SECONDS = 120.0
"""Kept for the report: longer than one request with all its attempts."""

_CONFIG = Config(
    connect_timeout=5, read_timeout=15, retries={"mode": "standard", "total_max_attempts": 4}
)
_PATIENT = Config(
    connect_timeout=5, read_timeout=60, retries={"mode": "standard", "total_max_attempts": 1}
)
"""A call of the Data API ends after 45 seconds: who hangs up before asks the database twice.

https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.limitations.html
"""


def connect(service: str, region: str | None) -> Any:
    """Return a client of a service, in the function's own Region if none is named."""
    config = _PATIENT if service == "rds-data" else _CONFIG
    return boto3.client(service, region_name=region, config=config)  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aws:
    """AWS, within the time of one invocation.

    Attributes:
        connect: Makes the client of a service in a Region.
        until: When looking has to end, on `clock`.
        clock: Seconds that go on.
        sleep: Waits for some seconds.
    """

    until: float
    connect: Callable[[str, str | None], Any] = connect
    clock: Callable[[], float] = field(default=time.monotonic)
    sleep: Callable[[float], None] = field(default=time.sleep)

    def client(self, service: str, region: str | None = None) -> Any:
        """Return a client of a service."""
        return self.connect(service, region)

    @property
    def seconds_left(self) -> float:
        """For how long something may still be looked at."""
        return self.until - self.clock()
