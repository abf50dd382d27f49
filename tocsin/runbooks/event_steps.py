"""What a message about an event says, and the commands that it names."""

import re
from collections.abc import Mapping
from typing import Any

from tocsin.plan import EventRuleSpec
from tocsin.runbooks.needed_page import NeededPage

_VARIABLE = re.compile(r"<([a-z_]+)>")
_COMMAND = re.compile(r"\baws [a-z0-9-]+ [a-z0-9-]+ .*")


def event_sentence(page: NeededPage) -> str:
    """Return what the message says, with words in capitals for what differs each time."""
    event = page.event
    said = _content(event).get("description", page.title) if event is not None else page.title
    return f"{_with_placeholders(str(said))} This is a message and not an alarm."


def event_commands(event: EventRuleSpec) -> list[str]:
    """Return the commands that the message names."""
    steps = map(str, _content(event).get("nextSteps", ()))
    found = (_COMMAND.search(_with_placeholders(step)) for step in steps)
    return [each[0] for each in found if each]


def _content(event: EventRuleSpec) -> Mapping[str, Any]:
    content: Mapping[str, Any] = event.message.get("content", {})
    return content


def _with_placeholders(text: str) -> str:
    return _VARIABLE.sub(lambda match: match[1].upper(), text)
