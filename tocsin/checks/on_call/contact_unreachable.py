"""A contact of a tier whom nothing in the templates reaches."""

from collections.abc import Iterator

from tocsin.assembly import Link
from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.subject import Subject
from tocsin.delivery import Recipient
from tocsin.diagnostics import Problem
from tocsin.escalation import EscalationMachine
from tocsin.on_call import leads_to

_ID = "on-call/contact-unreachable"


def _find(subject: Subject) -> Iterator[Verdict]:
    ways = subject.alarm_set.routes.ways
    topics = {each.resource: each for each in subject.assembly.topics}
    for machine in ways.machines:
        told = ways.of_machine(machine)
        for name in machine.paged:
            verdict = _of_topic(machine, name, [each for each in told if _is_of(each, name)])
            if verdict is not None:
                yield verdict
        topic = topics.get(machine.topic.resource) if machine.topic.resource else None
        if topic is None:
            continue
        told_directly = (way.recipient for way in ways.from_topic(topic))
        direct = [each for each in told_directly if each.is_at_once]
        if any(each.may_page for each in direct):
            continue
        for name in _without_topic(machine):
            yield _problem(
                machine,
                f"{name!r} has no topic, and nobody but the queue of incidents hears the topic "
                f"{topic.logical_id}",
                "no address of this contact stands in the templates: no page can reach it",
                "subscribe it to the topic of the severity, or give it a topic of its own",
            )


def _of_topic(machine: EscalationMachine, name: str, told: list[Recipient]) -> Verdict | None:
    topic = machine.contacts[name]
    if any(each.may_page for each in told):
        return None
    if topic.resource is None:
        why = f"who hears the topic of {name!r}: {topic.arn} does not stand in the templates"
        where = machine.machine.resource.locate("Properties", machine.machine.definition_key)
        fix = "check the templates of both together"
        return Undecided(check=_ID, where=where, why=why, fix=fix)
    obstacle = next((each.obstacle for each in told if each.obstacle), None)
    return _problem(
        machine,
        f"the machine {machine.machine.name} pages {name!r} by the topic {_called(topic)}, and "
        "nobody hears it",
        str(obstacle) if obstacle else "nobody is subscribed to it",
        "subscribe an address of this contact",
    )


def _without_topic(machine: EscalationMachine) -> Iterator[str]:
    """Yield the contacts of tiers that interrupt somebody which have no topic of their own."""
    policy = machine.policy
    names = (
        name
        for tier in policy.tiers
        if tier.kind == "page"
        for recipient in tier.recipients
        for name in leads_to(recipient, policy.rotations)
    )
    for name in dict.fromkeys(names):
        if name not in policy.rotations and name not in policy.contacts:
            yield name


def _problem(machine: EscalationMachine, what: str, why: str, fix: str) -> Problem:
    where = machine.machine.resource.locate("Properties", machine.machine.definition_key)
    return Problem(kind=_ID, where=where, what=what, why=why, fix=fix)


def _called(topic: Link) -> str:
    return topic.resource.logical_id if topic.resource else topic.arn


def _is_of(recipient: Recipient, contact: str) -> bool:
    return recipient.turn is not None and recipient.turn.contact == contact


CHECK = Check(
    id=_ID,
    title="Every contact of a policy can be reached.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html",
    ),
)
