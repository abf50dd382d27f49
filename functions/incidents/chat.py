"""Takes the answer to a page by the button of a chat, and says what became of it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import boto3

from functions.incidents.answering import Answering
from functions.incidents.table import IncidentTable
from tocsin.incidents import standing

_WHO = "chat"
_WAY = "by a button in a chat"
_LONGEST_ROUND = 9


def handler(event: dict[str, Any], _context: object) -> str:
    """Answer the round that the button names."""
    table = IncidentTable(boto3.client("dynamodb"), os.environ["TABLE"])
    answering = Answering(table=table, machines=boto3.client("stepfunctions"))
    return Chat(answering=answering).answer(event, datetime.now(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """Answers a chat.

    Attributes:
        answering: What takes an answer.
    """

    answering: Answering

    def answer(self, event: Mapping[str, Any], now: datetime) -> str:
        """Let a round be answered, and return what the chat shows."""
        incident_id, round_number = _round(event.get("execution"))
        before = self.answering.table.load(incident_id)
        if before is None:
            return "There is no such incident: write tocsin incidents list."
        waited = standing(before, round_number) == "waits"
        incident = self.answering.answer(incident_id, round_number, _WHO, now, _WAY)
        assert incident is not None
        match standing(incident, round_number):
            case "over":
                return f"{incident.id} is over."
            case "begun again":
                return f"{incident.id} has begun again since: answer its newer message."
            case _:
                first = "" if waited else "already "
                return (
                    f"{incident.acknowledged_by} {first}looks after {incident.id}; nobody else is "
                    "paged."
                )


def _round(execution: object) -> tuple[str, int]:
    """Return the incident and the round of the name of an execution; round 0 never waits."""
    incident_id, _, number = str(execution).rpartition("-")
    is_round = number.isdecimal() and len(number) <= _LONGEST_ROUND
    return (incident_id, int(number)) if is_round else (str(execution), 0)
