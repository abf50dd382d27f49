"""What CloudFormation is told."""

import json
import time
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from functions.publishing.request import physical_id_of

_LONGEST_REASON = 1_500
"""The whole answer has at most 4,096 bytes, of which ids and addresses take some."""
_TRIES = 4
_TIMEOUT_SECONDS = 5


def respond(event: dict[str, Any], *, reason: str) -> None:
    """Tell CloudFormation that it is done, or why not.

    Args:
        event: What it asked.
        reason: Why it failed; empty where it did not.
    """
    answer = {
        "Status": "FAILED" if reason else "SUCCESS",
        "Reason": reason.encode("ascii", "replace").decode()[:_LONGEST_REASON],
        "PhysicalResourceId": _physical_id(event, has_failed=bool(reason)),
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
    }
    body = json.dumps(answer).encode()
    for attempt in range(1, _TRIES):
        try:
            return _put(event["ResponseURL"], body)
        except HTTPError as error:
            error.close()
        except (URLError, OSError):
            pass
        time.sleep(attempt)
    return _put(event["ResponseURL"], body)


def _physical_id(event: dict[str, Any], *, has_failed: bool) -> str:
    """Return the id: of what is deleted the one that it has, whatever its properties say.

    What was not made has another id than what is made, so that its deletion, which follows, does
    nothing: it would fail for the same reason, and the stack would stay as it is. What was not
    changed keeps its id: with another one, CloudFormation would delete the old one.
    """
    if event["RequestType"] == "Delete" or (has_failed and event["RequestType"] == "Update"):
        return str(event["PhysicalResourceId"])
    made = physical_id_of(event["ResourceProperties"])
    return f"{made}/not-made" if has_failed else made


def _put(url: str, body: bytes) -> None:
    # The address is signed without a type.
    request = Request(url, data=body, method="PUT", headers={"Content-Type": ""})  # noqa: S310 - it is CloudFormation's
    with urlopen(request, timeout=_TIMEOUT_SECONDS):  # noqa: S310 - as above
        pass
