"""An alarm on a metric that the templates publish in another Region or account."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.publisher.published import published
from tocsin.checks.publisher.readings import own_readings
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "publisher/other-region"


def _find(subject: Subject) -> Iterator[Verdict]:
    known = subject.memo(published)
    if not known.by_namespace:
        return
    for alarm, reading in subject.memo(own_readings):
        here = alarm.resource.stack
        metrics = known.metrics(reading.namespace, reading.name)
        if not metrics or known.metrics_at(here, reading.namespace, reading.name):
            continue
        if known.may_come_from_code(str(reading.name)):
            continue
        there = metrics[0].part.resource.stack
        is_region = here.region != there.region
        where = there.region if is_region else f"the account {there.account}"
        place = here.region if is_region else f"the account {here.account}"
        yield Problem(
            kind=_ID,
            where=alarm.locate(*reading.metric_path, "MetricName"),
            what=f"the alarm is in {place}, and {metrics[0].by} publishes {reading.namespace} "
            f"{reading.name} in {where}",
            fix="put the alarm into the stack of what publishes the metric, or one beside it",
            why="CloudWatch looks for a metric where the alarm is: the alarm never gets data",
            severity="warning",
        )


CHECK = Check(
    id=_ID,
    title="Alarms are where the templates publish what they read.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Alarms.html",
    ),
)
