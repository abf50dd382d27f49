"""Credentials, Region and endpoint, and the clients that use them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, InvalidRegionError

from tocsin.aws.answer import refuse_pages_for_people
from tocsin.aws.failure import explained, failure
from tocsin.aws.retries import tell_retries

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
        on_retry: Told when something is asked again, because AWS throttled it or failed.
    """

    profile: str | None = None
    region: str | None = None
    endpoint_url: str | None = None
    on_retry: Callable[[str], None] | None = None
    _clients: dict[tuple[str, str | None], Any] = field(default_factory=dict, repr=False)

    def client(self, service: str, region: str | None = None) -> Any:  # noqa: ANN401 - boto3 types clients by literal service name only
        """Return a boto3 client, the same one each time; throttled calls are tried again.

        Raises:
            AwsFailure: The profile does not exist, no Region is known, or the endpoint is no
                address.
        """
        chosen = region or self.region
        if (service, chosen) not in self._clients:
            with explained(service):
                self._clients[service, chosen] = self._made(service, chosen)
        return self._clients[service, chosen]

    def _made(self, service: str, region: str | None) -> Any:  # noqa: ANN401 - as above
        session = boto3.Session(profile_name=self.profile, region_name=region)
        make: Any = session.client  # its types know only literal names of services
        try:
            _check_address(self.endpoint_url)
            client = make(service, endpoint_url=self.endpoint_url, config=_PATIENCE)
        except InvalidRegionError as error:
            fix = "name one with --region or AWS_DEFAULT_REGION, as eu-west-1"
            raise failure("aws/bad-region", "AWS", str(error), fix) from error
        except BotoCoreError:
            raise
        except ValueError as error:
            fix = "give --endpoint-url or AWS_ENDPOINT_URL an address, as http://localhost:4566"
            raise failure("aws/bad-endpoint", "AWS", str(error), fix) from error
        client.meta.events.register("before-parse", refuse_pages_for_people)
        if self.on_retry is not None:
            tell_retries(client, self.on_retry)
        return client

    def home_region(self) -> str | None:
        """Return the Region for what names none, as given or as configured.

        Raises:
            AwsFailure: The profile does not exist.
        """
        with explained("the AWS configuration"):
            return self.region or boto3.Session(profile_name=self.profile).region_name or None


def _check_address(url: str | None) -> None:
    """Refuse what botocore would take and cannot open.

    Raises:
        ValueError: It is not an address, or its port is none.
    """
    if url is None:
        return
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or parts.port == 0:
        message = f"Invalid endpoint: {url}"
        raise ValueError(message)
