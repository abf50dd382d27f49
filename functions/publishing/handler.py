"""Brings the dashboards of a stage into a workspace of Amazon Managed Grafana.

CloudFormation invokes it when the stack of dashboards is made, changed or deleted, and waits for
what it puts to the address that it is given.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
"""

import logging
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from functions.publishing.clock import Clock
from functions.publishing.reasons import reason_of
from functions.publishing.request import Request
from functions.publishing.response import respond
from functions.publishing.work import Work
from tocsin.publishing import PublishingFailure

BOARDS = Path(__file__).parents[2] / "boards"
"""The dashboards, which are packed with the code: each deployment has its own."""

_TRIES_OF_A_NEW_ROLE, _SECONDS_BETWEEN = 6, 10.0

_logger = logging.getLogger("tocsin.dashboards")
_logger.setLevel(logging.INFO)
_READ_THE_LOG = "read the log of the function, and report it as a defect of Tocsin"


def handler(event: dict[str, Any], context: Any) -> None:
    """Do what CloudFormation asks, and answer, whatever happens."""
    reason = ""
    try:
        request = Request.read(event)
        client = boto3.client("grafana", region_name=request.region)
        work = Work(
            request=request,
            client=client,
            clock=Clock(context),
            token_name=event["RequestId"],
            boards=BOARDS,
        )
        _run(work)
    except PublishingFailure as failure:
        reason = str(failure)
    except (BotoCoreError, ClientError) as error:
        reason = reason_of(error, event)
    except Exception as error:
        _logger.exception("a defect")
        reason = f"{type(error).__name__} in the function of dashboards; {_READ_THE_LOG}"
    if reason:
        _logger.error(reason)
    respond(event, reason=reason)


def _run(work: Work) -> None:
    """Do the work; what a new role may do is known everywhere some seconds after it was made.

    Raises:
        ClientError: The role may not do it, or AWS failed.
    """
    for _ in range(_TRIES_OF_A_NEW_ROLE if work.request.kind == "Create" else 0):
        try:
            return work.run()
        except ClientError as error:
            is_denied = error.response.get("Error", {}).get("Code") == "AccessDeniedException"
            # The first call: nothing was done before it.
            if not is_denied or error.operation_name != "DescribeWorkspace":
                raise
            work.clock.wait(_SECONDS_BETWEEN)
    return work.run()
