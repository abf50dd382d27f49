"""A period in which AWS does not publish a datapoint of the metric."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.metric.detailed_monitoring import detailed_monitoring
from tocsin.checks.metric.read_metric import ReadMetric, read_metrics
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, elapsed

_ID = "metric/period"
_BASIC = 300
_ALWAYS_BASIC = "CPUCredit"
"""https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html"""


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(read_metrics):
        interval, period = each.here.interval if each.here else None, each.reading.period
        if not interval or not period or period >= interval or _is_filled(each):
            continue
        if not _may_be_detailed(each, subject) and _lacks_datapoints(each, period, interval):
            yield _problem(each, period, interval)


def _may_be_detailed(each: ReadMetric, subject: Subject) -> bool:
    """Say whether detailed monitoring may make five minutes one; it is unknown of most hosts."""
    is_basic = each.namespace == "AWS/EC2" and each.here and each.here.interval == _BASIC
    if not is_basic or each.name.startswith(_ALWAYS_BASIC) or "Surplus" in each.name:
        return False
    return detailed_monitoring(each, subject) is not False


def _is_filled(each: ReadMetric) -> bool:
    """Say whether gaps do no harm: the alarm keeps its state, or metric math fills them."""
    properties = each.alarm.template_alarm.properties
    queries = properties.get("Metrics")
    expressions = (
        str(query.get("Expression"))
        for query in (queries if isinstance(queries, list) else ())
        if isinstance(query, dict)
    )
    is_kept = properties.get("TreatMissingData") == "ignore"
    return is_kept or any("FILL" in each.upper() for each in expressions)


def _lacks_datapoints(each: ReadMetric, period: int, interval: int) -> bool:
    """Say whether an evaluation has none, or too few of them to fire where none is no breach."""
    properties = each.alarm.template_alarm.properties
    evaluated = properties.get("EvaluationPeriods")
    if not isinstance(evaluated, int):
        return False
    needed = properties.get("DatapointsToAlarm", evaluated)
    there_are = evaluated * period // interval
    is_filled_up = properties.get("TreatMissingData") == "notBreaching"
    return not there_are or (is_filled_up and isinstance(needed, int) and needed > there_are)


def _problem(each: ReadMetric, period: int, interval: int) -> Problem:
    return Problem(
        kind=_ID,
        where=each.statistic_location("Period"),
        what=f"the alarm {each.alarm.name} reads {each.namespace} {each.name} every "
        f"{elapsed(period)}, and AWS publishes it every {elapsed(interval)}",
        fix=f"use a period of {interval} seconds, or of a multiple of that",
        why="most periods have no datapoint: they count as missing data, by which the alarm "
        "changes its state or never fires",
        severity="warning",
    )


CHECK = Check(
    id=_ID,
    title="The period of an alarm is not shorter than the time between datapoints.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html",
    ),
)
