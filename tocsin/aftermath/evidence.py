"""What an account knows of the time of an incident."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange:
    """An alarm that changed its state.

    Attributes:
        alarm: Its name.
        at: When.
        before: The state before.
        after: The state since then.
        reason: What CloudWatch says.
        breach_began: The start of the first datapoint that it looked at for that; None if it does
            not say, as of a composite alarm.
    """

    alarm: str
    at: datetime
    before: str
    after: str
    reason: str
    breach_began: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HappenedNearby:
    """A change of configuration, or a deployment, about the time of an incident.

    Attributes:
        at: When.
        what: What happened, as `UpdateFunctionCode`.
        where: What it was done to.
        who: By whom; empty if nobody says.
    """

    at: datetime
    what: str
    where: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What an alarm compared, with what, and where it breached.

    Attributes:
        alarm: Its name.
        measured: What it compares: a statistic of a metric, or an expression.
        unit: The unit of the values; empty if nobody says.
        compared: How a value breaches, as `below 1`.
        threshold: What values are compared with; None of a band that is computed.
        period: From one value to the next, in seconds.
        begins: When the first period begins.
        values: A value for each period; None for one without.
        breaching: Whether each of them breaches.
    """

    alarm: str
    measured: str
    unit: str = ""
    compared: str
    threshold: float | None
    period: int
    begins: datetime
    values: tuple[float | None, ...]
    breaching: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that was found out about an incident, beside it.

    Attributes:
        changes: What its alarms did, in order of time.
        nearby: Deployments and changes of configuration, in order of time.
        charts: What its alarms compared.
        unknown: What could not be found out, each with the reason.
    """

    changes: tuple[StateChange, ...] = ()
    nearby: tuple[HappenedNearby, ...] = ()
    charts: tuple[Chart, ...] = ()
    unknown: tuple[str, ...] = ()
