"""Whether alarms would have caught incidents of people, and how often they alert otherwise."""

from tocsin.backtest.incidents.incident import Incident, read_incidents
from tocsin.backtest.incidents.verdicts import (
    IncidentReport,
    IncidentVerdict,
    QuietRate,
    judge_incidents,
)

__all__ = [
    "Incident",
    "IncidentReport",
    "IncidentVerdict",
    "QuietRate",
    "judge_incidents",
    "read_incidents",
]
