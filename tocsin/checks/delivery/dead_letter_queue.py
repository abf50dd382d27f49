"""A dead-letter queue that takes nothing."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.delivery import Obstacle
from tocsin.diagnostics import Location, Problem

_ID = "delivery/dead-letter-queue"


def _find(subject: Subject) -> Iterator[Verdict]:
    ways = subject.alarm_set.routes.ways
    for each in subject.assembly.subscriptions:
        if "RedrivePolicy" in each.properties:
            where = each.resource.locate("Properties", *each.key_path, "RedrivePolicy")
            what = f"what cannot be delivered to {each.endpoint.arn}"
            yield from _problems(where, what, "sns.amazonaws.com", ways.into_undelivered(each))
    for rule in subject.assembly.event_rules:
        for index, target in enumerate(rule.targets):
            if "DeadLetterConfig" in target.properties:
                place = ("Targets", index, "DeadLetterConfig")
                where = rule.resource.locate("Properties", *place)
                what = f"what the rule {rule.called} cannot hand over to {target.id}"
                found = ways.into_undelivered_of(rule, target)
                yield from _problems(where, what, "events.amazonaws.com", found)


def _problems(
    where: Location, what: str, service: str, obstacles: tuple[Obstacle, ...]
) -> Iterator[Problem]:
    closed = [each for each in obstacles if each.is_closed]
    if closed:
        reasons = "; ".join(f"the {each.hop}: {each.why}" for each in closed)
        sources = ", ".join(dict.fromkeys(each.source for each in closed))
        yield Problem(
            kind=_ID,
            where=where,
            what=f"{what} does not get into its dead-letter queue, because of {reasons}",
            why=f"it is lost, and the queue stays empty, as if all were well ({sources})",
            fix=f"let {service} do sqs:SendMessage in an AWS::SQS::QueuePolicy of the queue, and "
            "use its key if it has one",
            severity="warning",
        )


CHECK = Check(
    id=_ID,
    title="Dead-letter queues take what cannot be delivered.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html",
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
    ),
)
