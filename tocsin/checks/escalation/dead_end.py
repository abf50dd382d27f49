"""A policy whose last tier, or whose topic for everybody, reaches nobody."""

from collections.abc import Iterator

from tocsin.assembly import Link
from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.subject import Subject
from tocsin.delivery import Recipient
from tocsin.diagnostics import Problem
from tocsin.escalation import EscalationMachine
from tocsin.on_call import leads_to

_ID = "escalation/dead-end"


def _find(subject: Subject) -> Iterator[Verdict]:
    ways = subject.alarm_set.routes.ways
    for machine in ways.machines:
        everybody = ways.everybody(machine)
        if not _may_be_heard(everybody):
            yield _verdict(
                machine,
                machine.fallback,
                f"the machine {machine.machine.name} tells everybody by the topic "
                f"{_name(machine.fallback)}, and nobody hears it",
                _why(everybody) or "nobody is subscribed to it",
                "subscribe everybody whom a policy names",
            )
        yield from _last_tier(machine, ways.of_machine(machine))


def _last_tier(machine: EscalationMachine, reached: tuple[Recipient, ...]) -> Iterator[Verdict]:
    tiers, steps = machine.policy.tiers, machine.course.steps
    if not steps or steps[-1].tier >= len(tiers):
        return
    recipients = tiers[steps[-1].tier].recipients
    names = {name for each in recipients for name in leads_to(each, machine.policy.rotations)}
    told = [each for each in reached if each.turn is not None and each.turn.contact in names]
    if _may_be_heard(told):
        return
    paged = [name for name in machine.paged if name in names]
    listed = ", ".join(paged) or "nobody"
    yield _verdict(
        machine,
        machine.contacts[paged[0]] if paged else Link(arn="", resource=machine.machine.resource),
        f"the last tier of the machine {machine.machine.name} reaches nobody: {listed}",
        _why(told) or "no topic of theirs has a subscription",
        "page somebody there who can be reached",
    )


def _verdict(machine: EscalationMachine, topic: Link, what: str, why: str, fix: str) -> Verdict:
    where = machine.machine.resource.locate("Properties", machine.machine.definition_key)
    if topic.resource is None:
        open_topic = f"{what}: {topic.arn} does not stand in the templates"
        fix = "check the templates of both together"
        return Undecided(check=_ID, where=where, why=open_topic, fix=fix)
    return Problem(kind=_ID, where=where, what=what, why=why, fix=fix)


def _may_be_heard(told: tuple[Recipient, ...] | list[Recipient]) -> bool:
    return any(each.may_page for each in told)


def _why(told: tuple[Recipient, ...] | list[Recipient]) -> str:
    obstacles = (each.obstacle for each in told)
    return next((str(each) for each in obstacles if each is not None), "")


def _name(topic: Link) -> str:
    return topic.resource.name if topic.resource else topic.arn


CHECK = Check(
    id=_ID,
    title="The last tier of a policy, and the topic that tells everybody, reach somebody.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html",
    ),
)
