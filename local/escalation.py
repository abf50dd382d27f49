"""What happens in a drill between the first page of an incident and the end of its alarms."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

from local.answering import acknowledge
from local.failure import LocalError
from local.live_incident import LiveIncident
from local.patience import PATIENCE_SECONDS
from tocsin.incidents import Entry, Incident
from tocsin.on_call import paging_tiers

Meanwhile: TypeAlias = Callable[[LiveIncident], None]
"""What is done about an incident while its alarms fire."""

LONGEST_WAIT = timedelta(seconds=30)
"""Tiers that come later are not waited for: whoever is paged before answers."""


def nobody_answers(incident: LiveIncident) -> None:
    """Wait until the first tier has been paged.

    Raises:
        LocalError: It is not paged in time.
    """
    incident.wait_for_first_tier()


def the_last_answers(viewpoint: Path) -> Meanwhile:
    """Return what lets one tier after the other be paged, and the last one answer.

    Args:
        viewpoint: The one that is deployed. By it `tocsin ack` finds the incident.
    """

    def meanwhile(incident: LiveIncident) -> None:
        _escalate(incident)
        stage, who = incident.live.policy.stage, _last_paged(incident.now)
        said = acknowledge(
            incident.live.endpoint, incident.id[-4:], who=who, stage=stage, viewpoint=viewpoint
        )
        incident.timeline.happened(f"tocsin ack {incident.id[-4:]}: {said}")
        incident.wait_for_the_machine()

    return meanwhile


def a_person_answers(incident: LiveIncident) -> None:
    """Say how to answer, and wait until somebody does, or until everybody is told.

    Raises:
        LocalError: Neither happens in time.
    """
    command = f"python -m local run tocsin ack {incident.id[-4:]}"
    stage = f"--stage {incident.live.policy.stage}"
    incident.timeline.on_event(f"answer from another terminal: {command} {stage} --by NAME")
    incident.wait_for_an_answer()


def _escalate(incident: LiveIncident) -> None:
    policy, before, pages = incident.live.policy, timedelta(0), 0
    for number in paging_tiers(policy):
        after = policy.tiers[number].after
        if after <= LONGEST_WAIT:
            incident.wait_for_tier(number, PATIENCE_SECONDS + (after - before).total_seconds())
            now = incident.now
            if len(_pages(now)) > pages:
                _require_in_time(now, after)
            before, pages = after, len(_pages(now))


def _pages(incident: Incident) -> list[Entry]:
    return [each for each in incident.timeline if each.kind == "paged"]


def _last_paged(incident: Incident) -> str:
    pages = _pages(incident)
    if not pages:
        what = f"incident {incident.id} has paged no person, so that nobody can answer"
        raise LocalError(what, fix="let a tier of its policy page a contact with email or sms")
    return pages[-1].who


def _require_in_time(incident: Incident, after: timedelta) -> None:
    """Refuse that the newest page came before the time of its tier."""
    waited = _pages(incident)[-1].at - incident.opened
    if incident.waits and waited < after:
        what = f"incident {incident.id} paged {waited.total_seconds():.1f} s after its alarm, and "
        what += f"its tier is {after.total_seconds():g} s after it"
        raise LocalError(what, fix="read .local/emulator.log; the machine did not wait")
