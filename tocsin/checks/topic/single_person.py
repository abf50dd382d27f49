"""Critical alarms that one address alone gets."""

from collections.abc import Iterator

from tocsin.assembly import Resource
from tocsin.checks.check import Check, Verdict
from tocsin.checks.listed_names import listed_names
from tocsin.checks.subject import Subject
from tocsin.delivery import Recipient
from tocsin.diagnostics import Problem

_ID = "topic/single-person"
_PERSONAL = ("email", "email-json", "sms")


def _find(subject: Subject) -> Iterator[Verdict]:
    for (topic, recipient), alarms in _lonely(subject).items():
        yield Problem(
            kind=_ID,
            where=topic.locate(),
            what=f"{recipient.protocol} {recipient.endpoint} alone hears of the critical "
            f"{listed_names(alarms)}",
            why="one mailbox or telephone that is full, asleep or on holiday is enough that nobody "
            "answers",
            fix="subscribe a second person, a paging service or a chat channel; an address that "
            "reaches several people is right: waive this",
            severity="note",
        )


def _lonely(subject: Subject) -> dict[tuple[Resource, Recipient], list[str]]:
    """Return the alarms of each address that nobody shares, with the topic it listens to."""
    found: dict[tuple[Resource, Recipient], list[str]] = {}
    ways = subject.alarm_set.routes.ways
    for alarm in subject.alarms:
        deployed = alarm.deployed
        if deployed is None or deployed.severity != "critical" or deployed.severity_is_guess:
            continue
        if deployed.paged_by is not None or not alarm.template_alarm.actions_enabled:
            continue
        heard = {
            (action.resource, way.recipient)
            for action in alarm.template_alarm.alarm_actions
            for way in ways.of(alarm.template_alarm, action)
            if way.recipient.may_page
        }
        if len(heard) != 1:
            continue
        ((topic, recipient),) = heard
        if topic is not None and recipient.protocol in _PERSONAL:
            found.setdefault((topic, recipient), []).append(alarm.name)
    return found


CHECK = Check(
    id=_ID,
    title="More than one person hears of critical alarms.",
    severity="note",
    run=_find,
    sources=("https://docs.aws.amazon.com/sns/latest/dg/sns-user-notifications.html",),
)
