"""A rule for calls that only read, which does not get such calls."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.event.aws_events import BY_CLOUDTRAIL
from tocsin.checks.event.written_pattern import written_patterns
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID = "event/read-only-calls"
_ALL = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
_READING = ("Describe", "Get", "List")
_SENT_ALL_THE_SAME = ("GetFederationToken", "GetSessionToken")
_DATA_SOURCES = ("aws.dynamodb", "aws.s3", "dynamodb.amazonaws.com", "s3.amazonaws.com")
"""Services whose calls on data a trail may record, which is another thing than management."""


def _find(subject: Subject) -> Iterator[Verdict]:
    for pattern in subject.memo(written_patterns):
        rule = pattern.rule
        if rule.state != "ENABLED" or BY_CLOUDTRAIL not in pattern.texts("detail-type"):
            continue
        calls = pattern.texts("detail", "eventName")
        services = {*pattern.texts("source"), *pattern.texts("detail", "eventSource")}
        if not calls or services.intersection(_DATA_SOURCES):
            continue
        if all(each.startswith(_READING) and each not in _SENT_ALL_THE_SAME for each in calls):
            yield Problem(
                kind=_ID,
                where=pattern.where("detail", "eventName"),
                what=f"{quoted(calls[0])} only reads, and EventBridge hands calls that begin with "
                "Describe, Get or List to rules in another state alone",
                why="the rule never matches",
                fix=f"write State: {_ALL}",
            )


CHECK = Check(
    id=_ID,
    title="Rules for calls that only read ask for these.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html",
    ),
)
