"""A paging service that gets messages in a form that it does not read."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.checks.topic.publishers import publishers
from tocsin.diagnostics import Problem

_ID = "topic/raw-delivery"
_SERVICES = (
    ("events.pagerduty.com", "PagerDuty"),
    ("events.eu.pagerduty.com", "PagerDuty"),
    ("api.opsgenie.com", "Opsgenie"),
    ("api.eu.opsgenie.com", "Opsgenie"),
)
"""They read the envelope in which Amazon SNS puts a message, and confirm by it."""


def _find(subject: Subject) -> Iterator[Verdict]:
    published = subject.memo(publishers)
    for each in subject.assembly.subscriptions:
        if (
            each.text("RawMessageDelivery").lower() != "true"
            or each.topic.resource not in published
        ):
            continue
        host = each.endpoint.arn.removeprefix("https://").partition("/")[0]
        called = dict(_SERVICES).get(host)
        if called is not None:
            yield Problem(
                kind=_ID,
                where=each.resource.locate("Properties", *each.key_path, "RawMessageDelivery"),
                what=f"{called} gets the messages of this subscription without their envelope",
                why="it reads the envelope of Amazon SNS, and does not know a bare message: no "
                "incident is opened",
                fix="remove RawMessageDelivery, or write false",
                severity="warning",
            )


CHECK = Check(
    id=_ID,
    title="Paging services get messages in the form that they read.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html",
        "https://www.pagerduty.com/docs/guides/amazon-cloudwatch-integration-guide/",
    ),
)
