"""A metric that AWS publishes in one Region only, read by an alarm in another."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.dimension_sets import dimensions_text
from tocsin.checks.metric.read_metric import ReadMetric, read_metrics
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "metric/wrong-region"
_PARTITION = "aws"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(read_metrics):
        only, environment = _only_region(each), each.alarm.template_alarm.stack.environment
        if only is None or environment.region is None or environment.partition != _PARTITION:
            continue
        if environment.region != only:
            yield _problem(each, only, environment.region)


def _only_region(each: ReadMetric) -> str | None:
    """Return the one Region that has a metric with these dimensions, None if not just one has."""
    regions = each.here.regions if each.here else frozenset()
    return next(iter(regions)) if len(regions) == 1 else None


def _problem(each: ReadMetric, only: str, region: str) -> Problem:
    dimensions = dimensions_text(each.reading.dimension_names or ())
    return Problem(
        kind=_ID,
        where=each.metric_location("Namespace"),
        what=f"the alarm {each.alarm.name} is in {region}, and {each.namespace} {each.name} "
        f"{dimensions} is published in {only} only",
        fix=f"deploy the alarm to {only}, with a topic there",
        why=f"an alarm reads metrics of its own Region: here {each.fate}",
    )


CHECK = Check(
    id=_ID,
    title="Each alarm is in the Region where its metric is published.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html",
    ),
)
