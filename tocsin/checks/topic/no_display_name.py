"""A topic with text messages that do not say who sends them."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.checks.topic.publishers import publishers
from tocsin.diagnostics import Problem

_ID = "topic/no-display-name"


def _find(subject: Subject) -> Iterator[Verdict]:
    published = subject.memo(publishers)
    by_sms = {
        each.topic.resource for each in subject.assembly.subscriptions if each.protocol == "sms"
    }
    for topic in subject.assembly.topics:
        if topic.resource not in by_sms or topic.resource not in published:
            continue
        if "DisplayName" in topic.properties:
            continue
        yield Problem(
            kind=_ID,
            where=topic.resource.locate(),
            what=f"the topic {topic.logical_id} sends alarms as text messages, and has no "
            "DisplayName",
            why="text messages begin with it; without one, people see a message from a number "
            "that changes, and do not know from where it comes",
            fix="give it a DisplayName of at most ten characters, as SHOP-PROD",
            severity="note",
        )


CHECK = Check(
    id=_ID,
    title="Text messages of alarms say who sends them.",
    severity="note",
    run=_find,
    sources=("https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html",),
)
