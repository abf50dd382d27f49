"""What commands of an incident ask of AWS, as parameters: functions and people ask alike."""

import json
from typing import Any, Final

from tocsin.incidents.command import Answer
from tocsin.incidents.incident import Incident
from tocsin.incidents.message import mail_of_end, subject, text_message_of_end

GONE: Final = ("TaskDoesNotExist", "TaskTimedOut", "InvalidToken")
"""Codes of the errors of a machine that waits no longer for an answer.

https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html
"""


LONGEST_TEXT: Final = 20_000
"""Characters of a text: Amazon SNS takes 256 KiB, in which some characters take twelve bytes."""


def publication(topic: str, title: str, short: str, text: str) -> dict[str, Any]:
    """Return a Publish of a text, and of a shorter one for phones."""
    return {
        "TopicArn": topic,
        "Subject": title,
        "MessageStructure": "json",
        "Message": json.dumps({"default": text[:LONGEST_TEXT], "sms": short}),
    }


def publication_of_end(incident: Incident, topic: str) -> dict[str, Any]:
    """Return a Publish that tells that an incident is over."""
    return publication(
        topic, subject(incident), text_message_of_end(incident), mail_of_end(incident)
    )


def task_success(answer: Answer) -> dict[str, Any]:
    """Return a SendTaskSuccess that answers a machine."""
    return {"taskToken": answer.token, "output": json.dumps({"outcome": answer.outcome})}
