"""A topic that nothing in its template uses."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.mentions import mentions
from tocsin.checks.subject import Subject
from tocsin.checks.topic.publishers import publishers
from tocsin.diagnostics import Problem

_ID = "topic/unused"
_POLICIES = ("AWS::SNS::TopicPolicy", "AWS::SNS::TopicInlinePolicy")


def _find(subject: Subject) -> Iterator[Verdict]:
    published = subject.memo(publishers)
    for topic in subject.assembly.topics:
        if topic.resource in published or subject.alarm_set.routes.ways.from_topic(topic):
            continue
        found = subject.memo(mentions).of(topic.resource)
        users = [each for each in found.resources if each.type not in _POLICIES]
        if users or found.outputs:
            continue
        yield Problem(
            kind=_ID,
            where=topic.resource.locate(),
            what=f"no alarm publishes to the topic {topic.logical_id}, nobody is subscribed to it, "
            "and nothing else in its template mentions it",
            why="whoever reads the template takes it for a way to people",
            fix="connect it, or remove it",
            severity="note",
        )


CHECK = Check(
    id=_ID,
    title="Something uses each topic.",
    severity="note",
    run=_find,
    sources=("https://docs.aws.amazon.com/sns/latest/dg/sns-create-topic.html",),
)
