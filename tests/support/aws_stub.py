"""Clients of AWS whose answers are written down, for tests without any network."""

from datetime import UTC, datetime
from typing import Any, Self

import boto3
import yaml
from botocore.stub import Stubber

from tocsin.aws import AwsSession

REGION = "eu-west-1"


class StubbedSession(AwsSession):
    """A session whose clients answer what was added, in that order, and nothing else."""

    def __init__(self) -> None:
        super().__init__(region=REGION)
        object.__setattr__(self, "stubs", {})

    @classmethod
    def of(cls, answers: str) -> Self:
        """Return a session for a YAML list of answers, each below its operation.

        `ssm.get_parameter: {Parameter: {Value: cart}}` is an answer; with `Error` and `Message` it
        is a refusal.
        """
        session = cls()
        for answer in yaml.safe_load(answers):
            ((operation, response),) = answer.items()
            service, _, method = operation.partition(".")
            if "Error" in response:
                session.stub(service).add_client_error(
                    method, response["Error"], response["Message"]
                )
            else:
                session.stub(service).add_response(method, response)
        return session

    def stub(self, service: str, region: str = REGION) -> Stubber:
        """Return the stubber of a client."""
        stubs: dict[tuple[str, str], tuple[Any, Stubber]] = self.__dict__["stubs"]
        if (service, region) not in stubs:
            make: Any = boto3.client
            client = make(
                service,
                region_name=region,
                aws_access_key_id="none",
                aws_secret_access_key="none",  # noqa: S106 - no password: nothing is sent
            )
            stubber = Stubber(client)
            stubber.activate()
            stubs[service, region] = client, stubber
        return stubs[service, region][1]

    def client(self, service: str, region: str | None = None) -> Any:  # noqa: ANN401 - a boto3 client
        """Return the stubbed client."""
        self.stub(service, region or REGION)
        return self.__dict__["stubs"][service, region or REGION][0]

    def assert_all_asked(self) -> None:
        """Fail unless every answer that was added was asked for."""
        for _, stubber in self.__dict__["stubs"].values():
            stubber.assert_no_pending_responses()


def page(
    *results: tuple[str, list[tuple[int, float]]],
    token: str | None = None,
    status: str = "Complete",
) -> dict[str, Any]:
    """Return a page of GetMetricData: for each id its times and values."""
    answer: dict[str, Any] = {
        "MetricDataResults": [
            {
                "Id": query_id,
                "Label": query_id,
                "Timestamps": [datetime.fromtimestamp(at, UTC) for at, _ in points],
                "Values": [value for _, value in points],
                "StatusCode": status,
            }
            for query_id, points in results
        ],
        "Messages": [],
    }
    return answer | ({"NextToken": token} if token else {})
