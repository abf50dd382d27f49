"""How long the steps of an incident took."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tocsin.incidents import Incident, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """When the steps of an incident were; None for what did not happen or is not known.

    Attributes:
        began: When the first datapoint breached that made it fire.
        fired: When its first alarm went to ALARM, or its event happened.
        paged: When the first page was with Amazon SNS.
        acknowledged: When somebody first looked after it.
        resolved: When it was over.
    """

    began: datetime | None
    fired: datetime
    paged: datetime | None
    acknowledged: datetime | None
    resolved: datetime | None

    @property
    def to_detect(self) -> timedelta | None:
        """From the first breaching datapoint to the alarm."""
        return None if self.began is None else self.fired - self.began

    @property
    def to_page(self) -> timedelta | None:
        """From the alarm to the first page."""
        return None if self.paged is None else self.paged - self.fired

    @property
    def to_acknowledge(self) -> timedelta | None:
        """From the alarm to the first acknowledgement."""
        return None if self.acknowledged is None else self.acknowledged - self.fired

    @property
    def to_resolve(self) -> timedelta | None:
        """From the alarm to the end."""
        return None if self.resolved is None else self.resolved - self.fired


def course_of(incident: Incident, began: datetime | None = None) -> Course:
    """Return how an incident went.

    Args:
        incident: The incident.
        began: When the first datapoint breached; None if it is not known.
    """
    return Course(
        began=began,
        fired=incident.opened,
        paged=_first(incident, ("handed over",)),
        acknowledged=_first(incident, ("acknowledged",)),
        resolved=incident.closed,
    )


def _first(incident: Incident, kinds: Iterable[Kind]) -> datetime | None:
    return next((each.at for each in incident.timeline if each.kind in kinds), None)
