"""Notifications of insights that X-Ray does not send, or that nobody gets."""

from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject

_ID = "tracing/insight-notifications"


def _find(subject: Subject) -> Iterator[Verdict]:
    for resource in subject.assembly.resources("AWS::XRay::Group"):
        settings = Part.of(resource, "InsightsConfiguration")
        notified = settings.at("NotificationsEnabled")
        if not settings.is_known or not notified.flag:
            continue
        if not settings.at("InsightsEnabled").flag:
            yield notified.problem(
                _ID,
                "notifications of insights are on, and insights are off",
                "write InsightsEnabled: true, or NotificationsEnabled: false",
                why="X-Ray tells of insights only where it looks for them",
                severity="warning",
            )


CHECK = Check(
    id=_ID,
    title="A group that tells of insights looks for them.",
    severity="warning",
    run=_find,
    sources=("https://docs.aws.amazon.com/xray/latest/api/API_InsightsConfiguration.html",),
)
