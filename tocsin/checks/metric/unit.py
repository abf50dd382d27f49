"""A unit that AWS does not publish the metric with: the alarm matches nothing."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.metric.read_metric import ReadMetric, read_metrics
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID = "metric/unit"
_COUNTED = frozenset({"Count", "None"})
"""Units that AWS's own pages take for one another."""

_MUCH_READ = frozenset({"AWS/DocDB", "AWS/ElastiCache", "AWS/RDS"})
"""Namespaces that are known less completely, and whose units many alarms rest on."""


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(read_metrics):
        unit = each.reading.unit
        if unit and each.here and _is_sure(each) and _is_other(unit, each.here.units):
            yield _problem(each, unit, sorted(each.here.units))


def _is_sure(each: ReadMetric) -> bool:
    """Say whether a namespace is known so well that the units of its pages are those published."""
    is_known_well = each.known is not None and each.known.dimensions == "sets"
    return is_known_well or each.namespace in _MUCH_READ


def _is_other(unit: str, published: frozenset[str]) -> bool:
    """Say whether a unit is certainly not that of a metric."""
    if not published or unit in published or "None" in published:
        return False
    return not (unit in _COUNTED and published & _COUNTED)


def _problem(each: ReadMetric, unit: str, published: list[str]) -> Problem:
    units = " or ".join(published)
    return Problem(
        kind=_ID,
        where=each.statistic_location("Unit"),
        what=f"the alarm {each.alarm.name} asks for {each.name} in {quoted(unit)}, "
        f"and {each.namespace} publishes it in {units}",
        fix=f"remove Unit, and write the threshold in {units}",
        why=f"Unit selects datapoints and converts none: {each.fate}",
    )


CHECK = Check(
    id=_ID,
    title="No alarm asks for a unit that its metric is not published in.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
    ),
)
