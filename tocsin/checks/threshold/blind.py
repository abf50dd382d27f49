"""Metric math that shows nothing when it matters: behind a guard, or divided by what has ended."""

import re
from collections.abc import Iterator
from typing import Final

from tocsin.alarms import TreatMissingData, value_cases
from tocsin.checks.check import Check, Verdict
from tocsin.checks.known_alarm import KnownAlarm, known_alarms
from tocsin.checks.subject import Subject
from tocsin.checks.threshold.idle_alarms import (
    IdleAlarm,
    expression_location,
    idle_alarms,
    why_of_ranges,
)
from tocsin.diagnostics import Problem, quoted
from tocsin.metric_math import is_insights

_ID = "threshold/blind"
_FAILED: Final = re.compile(
    "error|fail|fault|5xx|4xx|throttl|reject|denied|timeout|dropped", re.IGNORECASE
)
_SUCCEEDED: Final = re.compile(
    "success|succeed|2xx|delivered|accepted|completed|passed", re.IGNORECASE
)

_COUNTS_PERIODS: Final = (
    "DATAPOINT_COUNT counts periods that have a datapoint, and an evaluation reads only a few more "
    "than EvaluationPeriods; it does not count requests"
)


def _find(subject: Subject) -> Iterator[Verdict]:
    for idle in subject.memo(idle_alarms):
        if idle.guard is not None:
            yield _guarded(idle, idle.guard)
    for known in subject.memo(known_alarms):
        if _divides_by_success(known):
            yield _without_success(known)


def _guarded(idle: IdleAlarm, guard: str) -> Problem:
    return Problem(
        kind=_ID,
        where=expression_location(idle.known),
        what=f"the condition {quoted(guard)} never holds, and without it nothing breaches: the "
        "alarm never fires",
        fix="compare the Sum of a metric that counts requests, as in IF(requests > 100, …)",
        why=_COUNTS_PERIODS if "DATAPOINT_COUNT" in guard else why_of_ranges(idle.known),
    )


def _divides_by_success(known: KnownAlarm) -> bool:
    """Say whether an alarm on much has no datapoint where all fails and nothing succeeds.

    What fails and what succeeds is told by the names of metrics.
    """
    silent = known.treatment is not TreatMissingData.BREACHING
    if known.result_query.expression is None or not known.is_on_much or not silent:
        return False
    if any(is_insights(query.expression or "") for query in known.definition.queries):
        return False
    failed = _named(known, _FAILED, but=_SUCCEEDED)
    succeeded = _named(known, _SUCCEEDED, but=_FAILED)
    if not failed or not succeeded or failed | succeeded != set(known.metrics):
        return False
    cases = value_cases(known.definition, known.samples_of, same_series=False)
    present = frozenset(place for place, name in enumerate(known.metrics) if name in failed)
    in_outage = [case.value for case in cases if case.present == present]
    return bool(in_outage) and in_outage[0].range is None


def _named(known: KnownAlarm, pattern: re.Pattern[str], *, but: re.Pattern[str]) -> set[str]:
    return {
        query_id
        for query_id, each in known.metrics.items()
        if pattern.search(each.metric.name) and not but.search(each.metric.name)
    }


def _without_success(known: KnownAlarm) -> Problem:
    expression = known.result_query.expression
    return Problem(
        kind=_ID,
        where=expression_location(known),
        what=f"{quoted(expression)} has no datapoint while everything fails: it divides by what "
        "succeeds",
        fix="divide by all requests, as in 100 * errors / (errors + successes)",
        why="CloudWatch drops what is divided by zero, and a gap counts as zero: the worst outage "
        "is missing data",
        severity="warning",
    )


CHECK = Check(
    id=_ID,
    title="Metric math has a datapoint when what the alarm is for happens.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html",
    ),
)
