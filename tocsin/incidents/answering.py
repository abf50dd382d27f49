"""What becomes of an incident by the answer to one of its pages, wherever it was given."""

from datetime import datetime
from typing import Literal

from tocsin.incidents.incident import Incident
from tocsin.incidents.life import Step, acknowledged

Standing = Literal["waits", "taken", "over", "begun again"]
"""How a round of an incident stands for whoever would answer it.

It waits, somebody looks after it, it is over, or it has begun again since: then it is another page
that waits, or waited.
"""


def standing(incident: Incident, round_number: int) -> Standing:
    """Return how a round of an incident stands."""
    if incident.round != round_number:
        return "begun again"
    if incident.waits:
        return "waits"
    return "over" if incident.is_over else "taken"


def answered(incident: Incident | None, round_number: int, by: str, at: datetime, way: str) -> Step:
    """Take the answer to a page; one of an earlier round says nothing of what came after.

    A round is answered once: it never waits again, because whatever begins again has the next
    number. So nothing that answers a page can be used twice.

    Args:
        incident: The incident; None if it is not known any more.
        round_number: The round whose page was answered.
        by: Who answered.
        at: Now.
        way: How.
    """
    if incident is None or standing(incident, round_number) != "waits":
        return Step(incident)
    return acknowledged(incident, by, at, way)
