"""Which contacts the escalation policy of a viewpoint tells about an alarm, and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from tocsin.on_call import notices
from tocsin.viewpoint import Viewpoint
from tocsin.viewpoint.escalation import EscalationPolicy
from tocsin.viewpoint.rotation import Rotation
from tocsin.viewpoint.severity import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One contact who is told about one alarm.

    Attributes:
        at: When, in seconds since 1970.
        contact: The contact's name.
        manner: `page`, `notify` or `digest`.
        alarm: The alarm.
    """

    at: float
    contact: str
    manner: str
    alarm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """The escalation policies of one stage.

    Attributes:
        policies: Whom each severity reaches.
        rotations: The rotations by name.
        contacts: The names of all contacts.
    """

    policies: Mapping[Severity, EscalationPolicy]
    rotations: Mapping[str, Rotation]
    contacts: frozenset[str]

    @classmethod
    def of(cls, viewpoint: Viewpoint, stage: str) -> "Escalation":
        """Return the policies of a stage, its own before those of the viewpoint."""
        settings = viewpoint.stages[stage]
        return cls(
            policies={**viewpoint.escalation, **settings.escalation},
            rotations=viewpoint.on_call,
            contacts=frozenset({**viewpoint.contacts, **settings.contacts}),
        )

    def pages(
        self, alarm: str, severity: Severity | None, begins: float, ends: float
    ) -> Iterator[Page]:
        """Yield whom an incident tells between its begin and its end; nobody acknowledges it."""
        if severity is None or severity not in self.policies:
            return
        for notice in notices(
            self.policies[severity],
            self.rotations,
            begins=datetime.fromtimestamp(begins, UTC),
            acknowledged=datetime.fromtimestamp(ends, UTC),
        ):
            yield Page(
                at=notice.at.timestamp(), contact=notice.contact, manner=notice.manner, alarm=alarm
            )
