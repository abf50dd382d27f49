"""What is said of incidents in a report, in the terminal, on a page and as data."""

from datetime import tzinfo
from typing import Any

from tocsin.backtest.incidents import IncidentReport, IncidentVerdict
from tocsin.backtest.report.formatting import shown_length, shown_rate, shown_time
from tocsin.backtest.report.instant import instant


def verdict_words(verdict: IncidentVerdict, zone: tzinfo) -> str:
    """Return what became of an incident: `caught after 15 min`, `ringing since Mon 5 Jan 14:15`."""
    if verdict.verdict == "ringing" and verdict.at is not None:
        return f"ringing already since {shown_time(verdict.at, zone)}"
    if verdict.seconds is None:
        return verdict.verdict
    after = f"after {shown_length(verdict.seconds)}"
    if verdict.verdict == "caught":
        return f"caught {after}"
    within = "" if verdict.within is None else f", {shown_length(verdict.within)} allowed"
    return f"late: {after}{within}"


def summary_words(report: IncidentReport) -> str:
    """Return how many incidents were caught, and how often there is a false alert."""
    total = len(report.incidents)
    return (
        f"{report.caught} of {total} caught, {report.caught_in_time} in time; "
        f"{shown_rate(report.false_alerts_a_week)} false alerts a week"
    )


def incident_data(report: IncidentReport) -> dict[str, Any]:
    """Return all of it for programs."""
    return {
        "caught": report.caught,
        "caught_in_time": report.caught_in_time,
        "false_alerts_a_week": report.false_alerts_a_week,
        "incidents": [_incident(best) for best in report.best],
        "alarms": [_verdict(each) for each in report.verdicts],
        "quiet": [
            {
                "alarm": each.alarm,
                "minutes": each.seconds / 60,
                "false_alerts": [instant(at) for at in each.alerts],
                "false_alerts_a_week": each.a_week,
            }
            for each in report.quiet
        ],
    }


def _incident(best: IncidentVerdict) -> dict[str, Any]:
    incident = best.incident
    return {
        "name": incident.name,
        "start": instant(incident.start),
        "end": instant(incident.end),
        **_outcome(best),
        "by": best.alarm or None,
    }


def _verdict(verdict: IncidentVerdict) -> dict[str, Any]:
    return {"incident": verdict.incident.name, "alarm": verdict.alarm, **_outcome(verdict)}


def _outcome(verdict: IncidentVerdict) -> dict[str, Any]:
    return {
        "verdict": verdict.verdict,
        "at": None if verdict.at is None else instant(verdict.at),
        "minutes_to_page": None if verdict.seconds is None else verdict.seconds / 60,
        "minutes_allowed": None if verdict.within is None else verdict.within / 60,
    }
