"""What is gathered for a digest that nobody tells, and a digest of which nothing is gathered."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.incident_parts import IncidentParts, Intake, incident_parts
from tocsin.checks.subject import Subject
from tocsin.delivery import routes_of
from tocsin.diagnostics import Problem
from tocsin.escalation import ScheduledDigest

_ID = "escalation/digest-untold"


def _find(subject: Subject) -> Iterator[Verdict]:
    parts = subject.memo(incident_parts)
    for intake in parts.intakes:
        yield from _untold(parts, intake)
    for digest in parts.ways.digests:
        yield from _of_nothing(parts, digest)


def _untold(parts: IncidentParts, intake: Intake) -> Iterator[Verdict]:
    """Yield topics of which a function gathers what no clock lets anybody tell."""
    function = intake.function
    for topic, route in routes_of(function).items():
        link = function.link_to(topic)
        is_told = any(each.topic.leads_where(link) for each in parts.ways.digests)
        if route.get("digest") is True and not is_told:
            yield Problem(
                kind=_ID,
                where=function.resource.locate("Properties", "Environment"),
                what=f"nobody is told what {function.name} gathers of the topic {link.arn}: no "
                "schedule hands over a policy with that topic and a digest",
                why="the topic tells the digest's readers nothing, so that they hear of it never",
                fix="add a schedule that runs the function of digests with the policy, in a time "
                "zone, when business days begin",
            )


def _of_nothing(parts: IncidentParts, digest: ScheduledDigest) -> Iterator[Verdict]:
    """Yield a digest whose topic no function gathers from."""
    where = digest.schedule.resource.locate("Properties", "Target", "Input")
    topic = parts.topics.get(digest.topic.resource) if digest.topic.resource else None
    if topic is None:
        yield Undecided(
            check=_ID,
            where=where,
            why=f"what hears the topic {digest.topic.arn}, and gathers for the schedule "
            f"{digest.name}, does not stand in the templates",
            fix="check the templates of both together",
        )
        return
    told = (way.recipient.gathered for way in parts.ways.from_topic(topic))
    if digest.readers and not any(each and each.digest is digest for each in told):
        yield Problem(
            kind=_ID,
            where=where,
            what=f"nothing gathers notifications of {topic.name} for the schedule {digest.name}",
            why=f"{', '.join(digest.readers)} are in its policy, and its digests are empty",
            fix="let a queue hear the topic, with the message's envelope; let an event source "
            "mapping run the function for that queue; and name the topic in its ROUTES with "
            '"digest": true',
        )


CHECK = Check(
    id=_ID,
    title="What is gathered for a digest is told, and each digest has something to tell.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
        "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    ),
)
