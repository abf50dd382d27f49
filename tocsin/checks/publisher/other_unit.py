"""An alarm that asks for another unit than that which a metric is published with."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.publisher.published import published
from tocsin.checks.publisher.readings import own_readings
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "publisher/other-unit"
_NO_UNIT = "None"


def _find(subject: Subject) -> Iterator[Verdict]:
    known = subject.memo(published)
    if not known.by_namespace:
        return
    for alarm, reading in subject.memo(own_readings):
        here = alarm.resource.stack
        metrics = known.metrics_at(here, reading.namespace, reading.name)
        units = {metric.unit for metric in metrics}
        if not metrics or not reading.unit or None in units or reading.unit in units:
            continue
        if known.may_come_from_code(str(reading.name)):
            continue
        has = " or ".join(sorted("no unit" if unit == _NO_UNIT else str(unit) for unit in units))
        yield Problem(
            kind=_ID,
            where=alarm.locate(*reading.statistic_path, "Unit"),
            what=f"the alarm reads {reading.namespace} {reading.name} in {reading.unit}, and "
            f"{metrics[0].by} publishes it with {has}",
            fix="remove Unit here, or give the published metric this unit",
            why="CloudWatch gives an alarm with a unit only datapoints of this unit and converts "
            "none: the alarm never gets data",
        )


CHECK = Check(
    id=_ID,
    title="Alarms ask for the unit with which the templates publish a metric, or for none.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html",
    ),
)
