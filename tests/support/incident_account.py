"""An account in which a stage has incidents, for the commands of people on call.

The functions fill the table, so that commands read what functions write.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from tests.functions.test_incident_functions import alarm_message, only_incident, page, take
from tests.support.command_line import Outcome, run
from tests.support.fake_account import ACCOUNT, Answer, FakeAccount
from tests.support.incident_aws import FakeAws, ServiceError
from tests.support.incidents import after
from tocsin.incidents import Incident

CALLER = {"Account": ACCOUNT, "Arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/on-call/ana"}
Json = dict[str, Any]
_OTHER_REGIONS = ("eu-central-1", "us-east-1")
_NO_TABLE = {"Error": "ResourceNotFoundException", "Message": "no such table"}


@dataclass(eq=False)
class IncidentAccount:
    """An account, the functions that work in it, and the command line of somebody on call.

    Attributes:
        aws: What the functions use; commands use the same.
        minutes: How long after the begin of the incident a command is run.
    """

    aws: FakeAws = field(default_factory=FakeAws)
    minutes: float = 10
    answers: Mapping[str, Answer] = field(default_factory=dict)
    session: FakeAccount = field(init=False)

    def __post_init__(self) -> None:
        """Let the clients of commands answer from the same table."""
        aws = self.aws
        self.session = FakeAccount(
            {
                "sts.get_caller_identity": CALLER,
                "dynamodb.get_item": _answer(aws.dynamodb.get_item),
                "dynamodb.put_item": _answer(aws.dynamodb.put_item),
                "dynamodb.delete_item": _answer(aws.dynamodb.delete_item),
                "dynamodb.query": _answer(lambda **asked: _merged(aws.dynamodb.paginate(**asked))),
                **{f"{region} dynamodb.query": _NO_TABLE for region in _OTHER_REGIONS},
                "stepfunctions.send_task_success": _answer(aws.machines.send_task_success),
                "sns.publish": _answer(aws.topics.publish),
                **self.answers,
            }
        )

    def paged(self) -> Incident:
        """Let an alarm fire and page who is on call; return its incident."""
        take(self.aws, alarm_message())
        page(self.aws)
        return only_incident(self.aws)

    @property
    def incident(self) -> Incident:
        """The incident as it is now."""
        return only_incident(self.aws)

    def run(self, *arguments: str) -> Outcome:
        """Run a command of somebody whose session is named ana."""
        with (
            mock.patch("tocsin.cli.account.on_call_stage.AwsSession", return_value=self.session),
            mock.patch(
                "tocsin.cli.account.on_call_stage.now",
                side_effect=lambda: after(60 * self.minutes),
            ),
        ):
            return run(*arguments)


def _merged(pages: list[Json]) -> Json:
    return {"Items": [item for each in pages for item in each["Items"]]}


def _answer(serve: Callable[..., Any]) -> Callable[[Mapping[str, Any]], Json]:
    """Return an answer of the fake account, which is a refusal where the fake raises one."""

    def answer(asked: Mapping[str, Any]) -> Json:
        try:
            return serve(**asked) or {}
        except ServiceError as error:
            return {"Error": error.response["Error"]["Code"], "Message": "it is refused"}

    return answer
