"""What people are sent of an event: JSON that chat shows, and that reads well in a mail."""

from typing import Any

from tocsin.plan.specs import Severity, qualified
from tocsin.plan.stage_context import StageContext


def undelivered_queue(context: StageContext, severity: Severity) -> str:
    """Return the name of the queue that keeps what the topic of a severity does not take."""
    return f"{qualified(context.viewpoint.system, context.stage_name, severity)}-undelivered"


def event_message(
    *,
    title: str,
    text: str,
    severity: Severity,
    resource: str,
    thread: str,
    steps: tuple[str, ...],
    facts: dict[str, str],
) -> dict[str, Any]:
    """Return a message in the form that Amazon Q shows in chat; it drops any other JSON.

    EventBridge puts values into it as they are, so that a quotation mark in one would end the JSON,
    and with it the message: only values that hold none may be named, as names, states and Amazon
    Resource Names do. https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html

    Args:
        title: One line, which stands first.
        text: What happened and why it matters, in sentences.
        severity: How urgent it is.
        resource: The Amazon Resource Name of what it happened to.
        thread: What messages that belong together have in common.
        steps: What to do, first things first.
        facts: More, by name.
    """
    return {
        "content": {
            "title": f"{severity.upper()}: {title}",
            "description": text,
            "nextSteps": list(steps),
        },
        "metadata": {
            "threadId": thread,
            "summary": title,
            "relatedResources": [resource],
            "additionalContext": {"severity": severity, **facts},
        },
        "version": "1.0",
        "source": "custom",
    }
