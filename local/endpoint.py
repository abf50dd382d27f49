"""Addresses and credentials with which programs reach the emulator, and nothing else."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

from local.paths import CDK_HOME
from local.run_key import RunKey

ACCOUNT = "000000000000"
HOME_REGION = "us-east-1"
RECOVERY_REGION = "us-west-2"
REGIONS = (HOME_REGION, RECOVERY_REGION)

# boto3 types a client by the literal name of its service, so one of any service has no type.
Client: TypeAlias = Any

# Inherited variables that child processes need to run at all; no AWS variable is among them.
_INHERITED = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR", "USER")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A running emulator on 127.0.0.1, and the key that it answers to."""

    port: int
    key: RunKey

    @property
    def url(self) -> str:
        """Base address for every service."""
        return f"http://127.0.0.1:{self.port}"

    def client(self, service: str, region: str = HOME_REGION) -> Client:
        """A boto3 client of the emulator; the same one each time."""
        return _client(self.url, self.key, service, region)

    def environment(self, region: str = HOME_REGION) -> dict[str, str]:
        """Environment of a child process that must reach the emulator and no other address."""
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        return {
            **inherited,
            **self.aws_environment(region),
            "CDK_DISABLE_CLI_TELEMETRY": "true",
            "CDK_HOME": str(CDK_HOME),
            "NO_COLOR": "1",
            "NO_PROXY": "127.0.0.1",
        }

    def aws_environment(self, region: str = HOME_REGION) -> dict[str, str]:
        """The variables by which AWS's SDKs and command line find the emulator and its key."""
        return {
            "AWS_ACCESS_KEY_ID": self.key.access_key,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_DEFAULT_REGION": region,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ENDPOINT_URL_S3": self.url,
            "AWS_REGION": region,
            "AWS_SECRET_ACCESS_KEY": self.key.secret,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        }

    def health(self) -> Mapping[str, Any] | None:
        """What the overlay says about itself; None if nothing healthy answers."""
        return self._ask("GET", "/_tocsin/health")

    def stub_resources(self) -> list[dict[str, str]]:
        """The resources that the emulator recorded only and does not emulate."""
        answer = self._ask("GET", "/_tocsin/recorded")
        return list(answer["recorded"]) if answer else []

    def alarm_regions(self) -> list[str]:
        """The Regions that have alarms, sorted."""
        answer = self._ask("GET", "/_tocsin/regions")
        return list(answer["regions"]) if answer else []

    def trust(self, stacks: Iterable[str]) -> None:
        """Let the functions of these stacks run, with all that this user may do."""
        self._ask("POST", f"/_tocsin/trust?{urlencode([('stack', name) for name in stacks])}")

    def refuse_functions(self, **shares: float) -> None:
        """Let services refuse functions from now on, as `dynamodb=0.5` half of their requests.

        A service is named as requests to it are signed: `sns`, `states`, `monitoring`. Those that
        are not named refuse nothing.
        """
        self._ask("POST", f"/_tocsin/faults?{urlencode(shares)}")

    def tell_restore_job(self, job: Mapping[str, Any]) -> None:
        """Let AWS Backup know a restore job of a test, and send the event that it ended.

        It stands in for a restore, which is done otherwise.

        Args:
            job: What DescribeRestoreJob answers; times are seconds since 1970.
        """
        self._ask("POST", "/_tocsin/restore-jobs", json.dumps(job))

    def mail(self) -> list[dict[str, Any]]:
        """The mails and texts that topics would have sent, in order; the last thousand."""
        answer = self._ask("GET", "/_tocsin/mail")
        return list(answer["mail"]) if answer else []

    def restore_reports(self) -> list[dict[str, str]]:
        """What PutRestoreValidationResult was asked with, in order."""
        answer = self._ask("GET", "/_tocsin/restore-jobs")
        return list(answer["reports"]) if answer else []

    def _ask(self, method: str, path: str, body: str = "") -> dict[str, Any] | None:
        url = self.url + path
        signed = AWSRequest(method, url, data=body)
        credentials = Credentials(self.key.access_key, self.key.secret)
        SigV4Auth(credentials, "tocsin", HOME_REGION).add_auth(signed)
        request = Request(  # noqa: S310 - the address is http on 127.0.0.1
            url,
            data=body.encode() or None,
            headers=dict(signed.headers.items()),
            method=method,
        )
        try:
            with urlopen(request, timeout=5) as response:  # noqa: S310 - as above
                answer: dict[str, Any] = json.load(response)
        except (URLError, OSError, ValueError):
            return None
        return answer


@lru_cache(maxsize=64)
def _client(url: str, key: RunKey, service: str, region: str) -> Client:
    # Making a client reads a service model of up to a megabyte.
    return boto3.client(
        service,  # type: ignore[call-overload]  # the stubs know literal names only
        region_name=region,
        endpoint_url=url,
        aws_access_key_id=key.access_key,
        aws_secret_access_key=key.secret,
        config=Config(retries={"max_attempts": 2}, proxies={}),
    )


def forget_aws_settings() -> None:
    """Drop the caller's AWS profile, region and credentials from this process.

    A profile that does not exist would stop boto3, and one that does must not be used.
    """
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ["AWS_CONFIG_FILE"] = os.devnull
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
    os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
