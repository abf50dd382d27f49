"""What alarms made of incidents, and of the time without any.

incident          10:00 ────────── 10:40
ALARM, alert             10:15 ─────── 10:50      caught after 15 minutes
ALARM, alert   9:50 ──────────── 10:20            ringing already since 9:50: nobody is called
ALARM, alert                                 12:00 ── 12:10      a false alert
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tocsin.backtest.alarm_outcome import WEEK, AlarmOutcome
from tocsin.backtest.backtest import BackTest
from tocsin.backtest.incidents.incident import Incident
from tocsin.recorded import Span, intersected, length, united

Caught = Literal["caught", "late", "missed", "ringing", "not recorded"]
"""Whether somebody was alerted of an incident: in time, later, not at all, or long before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentVerdict:
    """What one alarm made of one incident.

    Attributes:
        incident: The incident.
        alarm: The alarm.
        verdict: What it made of it. An alarm that was in ALARM already when the incident began
            calls nobody for it: *ringing*.
        at: When it alerted, or since when it has been ringing, in seconds since 1970; None for
            neither.
        within: How many seconds it may take; None where nobody says it.
    """

    incident: Incident
    alarm: str
    verdict: Caught
    at: float | None = None
    within: float | None = None

    @property
    def seconds(self) -> float | None:
        """How long it took from the start of the incident to the alert."""
        is_after = self.verdict in {"caught", "late"} and self.at is not None
        return self.at - self.incident.start if is_after and self.at is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietRate:
    """How often an alarm alerts while nothing is wrong.

    Attributes:
        alarm: The alarm.
        alerts: When it did, in seconds since 1970.
        seconds: How much time there was without an incident of it, of that its data cover.
    """

    alarm: str
    alerts: tuple[float, ...]
    seconds: float

    @property
    def a_week(self) -> float:
        """How many false alerts there are a week of quiet time."""
        return len(self.alerts) * WEEK / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, kw_only=True)
class IncidentReport:
    """What the alarms of a back-test made of incidents.

    Attributes:
        incidents: The incidents, in order of time.
        verdicts: What each alarm made of each that it should tell of.
        quiet: How often each alarm alerts otherwise.
    """

    incidents: tuple[Incident, ...]
    verdicts: tuple[IncidentVerdict, ...]
    quiet: tuple[QuietRate, ...]

    @cached_property
    def best(self) -> tuple[IncidentVerdict, ...]:
        """The best that any alarm made of each incident: first in time, then at all."""
        return tuple(self._best(each) for each in self.incidents)

    @property
    def caught(self) -> int:
        """How many incidents somebody was alerted of while they lasted."""
        return sum(each.verdict in {"caught", "late"} for each in self.best)

    @property
    def caught_in_time(self) -> int:
        """How many somebody was alerted of in time."""
        return sum(each.verdict == "caught" for each in self.best)

    @property
    def false_alerts_a_week(self) -> float:
        """How many alerts a week there are without an incident, of all alarms together."""
        return sum(each.a_week for each in self.quiet)

    def _best(self, incident: Incident) -> IncidentVerdict:
        found = [each for each in self.verdicts if each.incident is incident]
        nothing = IncidentVerdict(incident=incident, alarm="", verdict="not recorded")
        return min(found, key=_rank, default=nothing)


def judge_incidents(test: BackTest, incidents: Sequence[Incident]) -> IncidentReport:
    """Return what the alarms of a back-test made of incidents.

    An incident that names no alarm is for all that alerted anybody while it lasted, or might have.
    """
    return IncidentReport(
        incidents=tuple(incidents),
        verdicts=tuple(_verdicts(test, incidents)),
        quiet=tuple(_quiet(outcome, incidents) for outcome in test.outcomes),
    )


def _verdicts(test: BackTest, incidents: Sequence[Incident]) -> Iterator[IncidentVerdict]:
    for incident in incidents:
        for outcome in test.outcomes:
            if _is_for(incident, outcome.alarm):
                yield _verdict(test, outcome, incident)


def _is_for(incident: Incident, alarm: str) -> bool:
    return not incident.alarms or alarm in incident.alarms


def _verdict(test: BackTest, outcome: AlarmOutcome, incident: Incident) -> IncidentVerdict:
    span = ((incident.start, incident.end),)
    within = _within(test, outcome.alarm, incident)
    verdict: Caught = "missed"
    at = None
    ringing = [start for start, end in outcome.in_alarm if start < incident.start < end]
    alerts = [each for each in outcome.alerts if incident.start <= each < incident.end]
    if ringing:
        verdict, at = "ringing", ringing[0]
    elif alerts:
        at = alerts[0]
        is_late = within is not None and at - incident.start > within
        verdict = "late" if is_late else "caught"
    elif not intersected(outcome.covered, span):
        verdict = "not recorded"
    return IncidentVerdict(
        incident=incident, alarm=outcome.alarm, verdict=verdict, at=at, within=within
    )


def _within(test: BackTest, alarm: str, incident: Incident) -> float | None:
    if incident.page_within is not None:
        return incident.page_within
    said = test.simulation.alarms[alarm].respond_within
    return None if said is None else said.total_seconds()


def _quiet(outcome: AlarmOutcome, incidents: Sequence[Incident]) -> QuietRate:
    """Return how often an alarm alerts without an incident: one that rings into one is of it."""
    theirs = united((each.start, each.end) for each in incidents if _is_for(each, outcome.alarm))
    false = []
    for alert in outcome.alerts:
        end = next((end for start, end in outcome.in_alarm if start <= alert < end), alert)
        if not any(start < max(end, alert + 1) and alert < finish for start, finish in theirs):
            false.append(alert)
    covered: tuple[Span, ...] = outcome.covered
    quiet = length(covered) - length(intersected(covered, theirs))
    return QuietRate(alarm=outcome.alarm, alerts=tuple(false), seconds=quiet)


_RANKS: dict[Caught, int] = {"caught": 0, "late": 1, "ringing": 2, "missed": 3, "not recorded": 4}


def _rank(verdict: IncidentVerdict) -> tuple[int, float, str]:
    return _RANKS[verdict.verdict], verdict.seconds or 0.0, verdict.alarm
