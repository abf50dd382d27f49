"""Credentials, Region and endpoint, and the clients that use them."""

from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.config import Config

from tocsin.aws.failure import explained

_PATIENCE = Config(
    retries={"mode": "standard", "total_max_attempts": 10}, connect_timeout=10, read_timeout=60
)


@dataclass(frozen=True, kw_only=True)
class AwsSession:
    """How AWS is reached.

    Attributes:
        profile: A profile of the AWS configuration; None for the usual search for credentials.
        region: The Region for what names none.
        endpoint_url: Another address than that of AWS, such as an emulator's.
    """

    profile: str | None = None
    region: str | None = None
    endpoint_url: str | None = None
    _clients: dict[tuple[str, str | None], Any] = field(default_factory=dict, repr=False)

    def client(self, service: str, region: str | None = None) -> Any:  # noqa: ANN401 - boto3 types clients by literal service name only
        """Return a boto3 client, the same one each time; throttled calls are tried again.

        Raises:
            AwsFailure: The profile does not exist, or no Region is known.
        """
        chosen = region or self.region
        if (service, chosen) not in self._clients:
            with explained(service):
                session = boto3.Session(profile_name=self.profile, region_name=chosen)
                make: Any = session.client  # its types know only literal names of services
                self._clients[service, chosen] = make(
                    service, endpoint_url=self.endpoint_url, config=_PATIENCE
                )
        return self._clients[service, chosen]

    def home_region(self) -> str | None:
        """Return the Region for what names none, as given or as configured.

        Raises:
            AwsFailure: The profile does not exist.
        """
        with explained("the AWS configuration"):
            return self.region or boto3.Session(profile_name=self.profile).region_name
