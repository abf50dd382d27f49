"""A machine that pages people, and that nothing starts for its topic."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.escalation import EscalationMachine

_ID = "escalation/not-started"


def _find(subject: Subject) -> Iterator[Verdict]:
    ways = subject.alarm_set.routes.ways
    topics = {each.resource: each for each in subject.assembly.topics}
    for machine in ways.machines:
        where = machine.machine.resource.locate("Properties", machine.machine.definition_key)
        topic = topics.get(machine.topic.resource) if machine.topic.resource else None
        if topic is None:
            yield Undecided(
                check=_ID,
                where=where,
                why=f"what hears the topic {machine.topic.arn}, and starts the machine "
                f"{machine.machine.name}, does not stand in the templates",
                fix="check the templates of both together",
            )
            continue
        told = (way.recipient.turn for way in ways.from_topic(topic))
        if machine.paged and not any(each and each.machine is machine for each in told):
            yield _problem(machine, topic.name)


def _problem(machine: EscalationMachine, topic: str) -> Problem:
    machine_name = machine.machine.name
    return Problem(
        kind=_ID,
        where=machine.machine.resource.locate("Properties", machine.machine.definition_key),
        what=f"nothing starts the machine {machine_name} for notifications of {topic}",
        why=f"{', '.join(machine.paged)} are in its policy, and are not paged by it",
        fix="let a queue hear the topic, with the message's envelope; let an event source mapping "
        "run the function for that queue; and name topic and machine in its ROUTES",
    )


CHECK = Check(
    id=_ID,
    title="Each machine that pages people is started for notifications of its topic.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
        "https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html",
    ),
)
