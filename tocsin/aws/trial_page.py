"""A page of a policy of one's own, by the function that pages in earnest."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.aws.answer import call
from tocsin.aws.failure import explained, failure
from tocsin.aws.session import AwsSession

_AGAIN = "run the command again"
_ASKED = "lambda:InvokeFunction"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPage:
    """The function that pages, asked without a machine that waits.

    Attributes:
        session: How AWS is reached.
        region: Where the function is.
        function: Its name.
    """

    session: AwsSession
    region: str
    function: str

    def send(self, event: Mapping[str, Any]) -> None:
        """Let the function page a tier of the policy in an event, and wait until it has.

        https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html

        Raises:
            AwsFailure: AWS failed, or the function did.
        """
        request = {"FunctionName": self.function, "Payload": json.dumps(event)}
        with explained(_ASKED, again=_AGAIN):
            client = self.session.client("lambda", self.region)
            answer = call(client, "invoke", request, asked=_ASKED)
        if answer.get("FunctionError"):
            what = f"the function {self.function} failed: perhaps nobody was paged"
            fix = f"read its log, /aws/lambda/{self.function}"
            raise failure("incidents/page-failed", _ASKED, what, fix)
