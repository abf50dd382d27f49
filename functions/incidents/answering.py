"""Takes the answer to a page, from a link or from a chat."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from functions.incidents.carry_out import answer_machine
from functions.incidents.table import IncidentTable
from tocsin.incidents import Answer, Incident, answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Lets incidents be answered.

    Attributes:
        table: The incidents.
        machines: AWS Step Functions.
    """

    table: IncidentTable
    machines: Any

    def answer(
        self, incident_id: str, round_number: int, by: str, now: datetime, way: str
    ) -> Incident | None:
        """Let a round be answered, if it waits, and return its incident as it is then.

        Returns:
            The incident; None if it is not known any more.

        Raises:
            Exception: It could not be written, or the machine not be told. Of the latter it hears
                at its next tier.
        """
        step = self.table.change(
            incident_id, lambda each: answered(each, round_number, by, now, way)
        )
        for command in step.commands:
            if isinstance(command, Answer):
                answer_machine(self.machines, command)
        return step.incident
