"""What a chat shows of a round that has begun, with what its button says to AWS.

https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
"""

import json
from typing import Final

from tocsin.incidents.incident import Incident
from tocsin.incidents.message import firing_lines, runbook_of, visible

_LONGEST_TITLE: Final = 250
_LONGEST_TEXT: Final = 8_000
_LONGEST_STEP: Final = 350
_NO_MARKUP: Final = str.maketrans("<>", "\u2039\u203a")
"""A text in angle brackets could call everybody in the channel."""


def chat_message(incident: Incident, function: str, region: str) -> str:
    """Return a notification of a chat channel.

    Args:
        incident: The incident.
        function: The name of the function that the button invokes.
        region: Where it is.
    """
    title = f"{incident.severity.upper()}: {incident.service}"
    button = "whoever looks after it says so by the button, and nobody else is paged."
    steps = [f"Incident {incident.id}: {button}"]
    runbook = f"Runbook: {runbook_of(incident)}"
    if runbook_of(incident) and len(runbook) <= _LONGEST_STEP:
        # An address that is cut leads elsewhere.
        steps.append(runbook)
    return json.dumps(
        {
            "version": "1.0",
            "source": "custom",
            "content": {
                "title": _shown(title, _LONGEST_TITLE),
                "description": "\n".join(
                    _shown(each, _LONGEST_TEXT) for each in firing_lines(incident)
                )[:_LONGEST_TEXT],
                "nextSteps": [_shown(each, _LONGEST_STEP) for each in steps],
            },
            "metadata": {
                "threadId": incident.id,
                "summary": _shown(title, _LONGEST_TITLE),
                "enableCustomActions": True,
                "additionalContext": {
                    "execution": incident.execution,
                    "function": function,
                    "region": region,
                },
            },
        }
    )


def _shown(text: str, room: int) -> str:
    return visible(text).translate(_NO_MARKUP)[:room]
