"""An alarm that publishes to a topic of another Region."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.lost_notifications import closed_hops
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "topic/other-region"


def _find(subject: Subject) -> Iterator[Verdict]:
    for loss in closed_hops(subject):
        if loss.is_in_other_region:
            region = next(iter(loss.alarms)).template_alarm.stack.region
            yield Problem(
                kind=_ID,
                where=loss.where,
                what=loss.obstacle.why,
                why="CloudWatch refuses such an alarm (Invalid region), so that its stack fails",
                fix=f"publish to a topic in {region}; an EventBridge rule can hand the alarm's "
                "state changes to a bus of another Region",
            )


CHECK = Check(
    id=_ID,
    title="An alarm publishes to topics of its own Region.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
    ),
)
