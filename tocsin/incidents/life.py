"""What becomes of an incident by what happens: pure, so that it can be proved.

Each function takes an incident as it was and returns it as it is then, with what has to be done.
Notifications come twice, late and in any order: the same one again changes nothing, and asks again
for what may not have been done.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from tocsin.incidents.command import (
    Announce,
    Answer,
    Command,
    FallBack,
    Outcome,
    Page,
    Start,
    TellOver,
)
from tocsin.incidents.incident import PROBE, Entry, Incident, Kind, Member
from tocsin.incidents.notice import Notice
from tocsin.on_call import REOPEN_WITHIN, SEVERITIES, Policy

_OTHER: Final = re.compile("[^a-z0-9]+")
_LONGEST_NAME: Final = 30
_DIGEST: Final = 4
_KEPT: Final = 50

LONGEST_TIMELINE: Final = 300
"""Entries that are kept of an incident: an item of DynamoDB holds 400 KB."""


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of an incident.

    Attributes:
        incident: It as it is now; None where nothing began.
        commands: What has to be done.
    """

    incident: Incident | None
    commands: tuple[Command, ...] = ()


def noticed(
    incident: Incident | None,
    notice: Notice,
    at: datetime,
    *,
    reopen_within: timedelta = REOPEN_WITHIN,
) -> Step:
    """Take a notification.

    Args:
        incident: The last incident of the service; None if it has none.
        notice: What the notification says.
        at: Now.
        reopen_within: How long after its end an incident opens again rather than a new one.
    """
    if incident is None or _is_another(incident, notice, reopen_within):
        # An alarm that is OK, and that no incident knows, concerns nobody.
        return _opened(notice, at) if notice.state == "ALARM" else Step(incident)
    known = incident.members.get(notice.subject)
    if known is not None and notice.at < known.at:
        # It may come late because what it began could not be done when it came first.
        return Step(_with(incident, _entry(notice, at, "came late")), tuple(_again(incident)))
    if known is not None and notice.at == known.at and notice.state == known.state:
        return Step(incident, tuple(_again(incident)))
    return _ok(incident, notice, at) if notice.state == "OK" else _fires(incident, notice, at)


def tier_begins(
    incident: Incident, policy: Policy, tier: int, *, execution: str, token: str, at: datetime
) -> Step:
    """Take the begin of a tier, whose machine waits with *token* for an answer.

    An incident that was over before anybody was told is still told: nobody would know of it.

    Args:
        incident: The incident.
        policy: The policy whose tier it is.
        tier: The tier's number.
        execution: The execution of the machine; one of an earlier round has nothing to do.
        token: What answers the machine.
        at: Now.
    """
    if execution != incident.execution:
        return Step(incident, (Answer(token=token, outcome="raised"),))
    is_unheard = incident.is_over and not incident.is_heard
    if not (incident.waits or is_unheard):
        outcome: Outcome = "resolved" if incident.is_over else "acknowledged"
        return Step(incident, (Answer(token=token, outcome=outcome),))
    if incident.service == PROBE:
        return _arrived(replace(incident, tier=tier, token=token), at)
    step = _paged(incident, policy, tier, at)
    if is_unheard:
        return Step(step.incident, (*step.commands, Answer(token=token, outcome="resolved")))
    assert step.incident is not None
    return Step(replace(step.incident, tier=tier, token=token), step.commands)


def _arrived(probe: Incident, at: datetime) -> Step:
    """Answer the machine of a probe at once: it would page, and tell everybody at last."""
    arrived = _with(probe, Entry(at=at, kind="note", text="a machine has waited"))
    return Step(arrived, (Answer(token=probe.token, outcome="acknowledged"),))


def _paged(incident: Incident, policy: Policy, tier: int, at: datetime) -> Step:
    """Page who is on call. Whoever the topic of the severity tells needs no page."""
    contacts = policy.reached(tier, at)
    if not policy.on_call(tier, at) or not policy.contacts:
        # Without any contact, whom the policy names is nobody's to page.
        why = "nobody is on call" if policy.contacts else "nobody in the policy can be paged"
        return Step(_with(incident, Entry(at=at, kind="nobody", text=why)), (FallBack(why=why),))
    told = {**incident.told, **{each: policy.contacts[each] for each in contacts}}
    entries = (Entry(at=at, kind="paged", who=each) for each in contacts)
    page = (Page(contacts=contacts, tier=tier),) if contacts else ()
    return Step(_with(replace(incident, told=told), *entries), page)


def handed_over(incident: Incident, contact: str, at: datetime, error: str = "") -> Step:
    """Take that a page was given to Amazon SNS, or that it was not.

    Args:
        incident: The incident.
        contact: Who was paged.
        at: Now.
        error: Why it was not; empty if it was.
    """
    if not error:
        return Step(_with(incident, Entry(at=at, kind="handed over", who=contact)))
    failed = Entry(at=at, kind="failed", who=contact, text=error)
    why = f"the page to {contact} failed"
    return Step(_with(incident, failed), (FallBack(why=why),))


def unanswered(incident: Incident, at: datetime) -> Step:
    """Take that the last tier has not answered either."""
    if not incident.waits:
        return Step(incident)
    why = "nobody answered"
    waiting = replace(incident, tier=None, token="")
    return Step(_with(waiting, Entry(at=at, kind="unanswered")), (FallBack(why=why),))


def acknowledged(incident: Incident, by: str, at: datetime, way: str = "") -> Step:
    """Take that somebody looks after it. The first one counts; what is over stays over.

    Args:
        incident: The incident.
        by: Who.
        at: Now.
        way: How it was said: by the command line, in chat, by a link.
    """
    if not incident.waits:
        return Step(incident)
    taken = replace(incident, status="acknowledged", acknowledged_by=by)
    return _answered(_with(taken, Entry(at=at, kind="acknowledged", who=by, text=way)), incident)


def resolved(incident: Incident, by: str, at: datetime, why: str = "") -> Step:
    """Take that somebody says that it is over, whatever its alarms say."""
    return Step(incident) if incident.is_over else _over(incident, at, who=by, why=why)


def noted(incident: Incident, by: str, at: datetime, text: str) -> Step:
    """Take a note of somebody."""
    return Step(_with(incident, Entry(at=at, kind="note", who=by, text=text)))


def incident_id(notice: Notice) -> str:
    """Return the id of the incident that a notice opens, the same for the same notice."""
    name = _OTHER.sub("-", notice.service.lower()).strip("-")[:_LONGEST_NAME].strip("-")
    seed = f"{notice.subject} {notice.at.isoformat()}"
    digest = sha256(seed.encode()).hexdigest()[:_DIGEST]
    return "-".join(filter(None, (f"{notice.at:%Y%m%d-%H%M}", name, digest)))


def _is_another(incident: Incident, notice: Notice, reopen_within: timedelta) -> bool:
    """Say whether a notice has nothing to do with an incident that is over."""
    if incident.closed is None or notice.state != "ALARM":
        return False
    known = incident.members.get(notice.subject)
    is_old = known is not None and notice.at <= known.at
    return not is_old and notice.at > incident.closed + reopen_within


def _opened(notice: Notice, at: datetime) -> Step:
    begun = Incident(
        id=incident_id(notice),
        service=notice.service,
        severity=notice.severity,
        opened=notice.at,
        members={notice.subject: _member(notice)},
    )
    incident = _with(begun, Entry(at=at, kind="opened", who=notice.subject, text=notice.summary))
    return Step(incident, tuple(_begin(incident)))


def _fires(incident: Incident, notice: Notice, at: datetime) -> Step:
    """Take an alarm that fires, or that no longer knows: it is not OK."""
    is_new = notice.subject not in incident.members
    if is_new and notice.state != "ALARM":
        return Step(incident)
    members = {**incident.members, notice.subject: _member(notice)}
    joined = _with(replace(incident, members=members), _entry(notice, at, "", is_new=is_new))
    if incident.is_over:
        return _begins_again(joined, "reopened", at) if notice.state == "ALARM" else Step(joined)
    if _is_more_urgent(notice, incident):
        raised = replace(joined, severity=notice.severity)
        step = _begins_again(raised, "raised", at)
        return Step(step.incident, (*step.commands, *_answers(incident, "raised")))
    return Step(joined, tuple(_again(joined)))


def _begins_again(incident: Incident, kind: Kind, at: datetime) -> Step:
    again = replace(
        incident,
        status="open",
        round=incident.round + 1,
        closed=None,
        acknowledged_by="",
        tier=None,
        token="",
    )
    begun = _with(again, Entry(at=at, kind=kind, text=again.severity))
    return Step(begun, tuple(_begin(begun)))


def _ok(incident: Incident, notice: Notice, at: datetime) -> Step:
    if notice.subject not in incident.members:
        return Step(incident)
    known = incident.members[notice.subject]
    healthy = replace(known, state="OK", at=notice.at)
    changed = replace(incident, members={**incident.members, notice.subject: healthy})
    changed = _with(changed, _entry(notice, at, ""))
    if changed.firing or changed.is_over:
        return Step(changed)
    return _over(changed, at, why="all its alarms are OK")


def _over(incident: Incident, at: datetime, *, who: str = "", why: str) -> Step:
    ended = replace(incident, status="resolved", closed=at)
    ended = _with(ended, Entry(at=at, kind="resolved", who=who, text=why))
    step = _answered(ended, incident)
    tell = (TellOver(contacts=tuple(incident.told)),) if incident.told else ()
    return Step(step.incident, (*step.commands, *tell))


def _answered(changed: Incident, before: Incident) -> Step:
    outcome: Outcome = "resolved" if changed.is_over else "acknowledged"
    return Step(replace(changed, tier=None, token=""), tuple(_answers(before, outcome)))


def _answers(incident: Incident, outcome: Outcome) -> Iterator[Command]:
    if incident.token:
        yield Answer(token=incident.token, outcome=outcome)


def _again(incident: Incident) -> Iterator[Command]:
    """Yield what may not have been done when the same was noticed before."""
    if incident.waits or (incident.is_over and not incident.is_heard):
        yield _start(incident)


def _begin(incident: Incident) -> Iterator[Command]:
    yield _start(incident)
    if incident.service != PROBE:
        yield Announce()


def _start(incident: Incident) -> Start:
    return Start(severity=incident.severity, execution=incident.execution)


def _is_more_urgent(notice: Notice, incident: Incident) -> bool:
    return SEVERITIES.index(notice.severity) < SEVERITIES.index(incident.severity)


def _member(notice: Notice) -> Member:
    return Member(state=notice.state, at=notice.at, summary=notice.summary, runbook=notice.runbook)


def _entry(notice: Notice, at: datetime, text: str, *, is_new: bool = False) -> Entry:
    kind: Kind = "joined" if is_new else "ok" if notice.state == "OK" else "alarm"
    return Entry(at=at, kind=kind, who=notice.subject, text=text or notice.summary)


def _with(incident: Incident, *entries: Entry) -> Incident:
    timeline = (*incident.timeline, *entries)
    if len(timeline) > LONGEST_TIMELINE:
        # What began it, and what happened last: an alarm that flaps for days would not fit.
        timeline = (*timeline[:_KEPT], *timeline[_KEPT - LONGEST_TIMELINE :])
    return replace(incident, timeline=timeline, version=incident.version + 1)
