"""A description that names another percentage than the threshold, or the other direction."""

import re
from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, number_text, quoted
from tocsin.evaluation import Comparison, MetricAlarm

_ID: Final = "alarm/description-differs"
_ABOVE: Final = (
    r"above|over|exceed(?:s|ed|ing)?|greater than(?: or equal to)?|more than|higher than|>=?"
)
_BELOW: Final = r"below|under|less than(?: or equal to)?|lower than|<=?"
_SAID: Final = re.compile(
    rf"(?:\b|(?=[<>]))(?:(?P<above>{_ABOVE})|{_BELOW})\s*(?P<number>\d+(?:\.\d+)?)\s*(?:%|percent\b)",
    re.IGNORECASE,
)
_PERCENTAGE: Final = re.compile(r"(?:Utilization|Percent|Percentage)$")
_OF_THE_VALUE: Final = frozenset({"Average", "Maximum", "Minimum"})
_UPWARDS: Final = frozenset({Comparison.GREATER, Comparison.GREATER_OR_EQUAL})
_DOWNWARDS: Final = frozenset({Comparison.LESS, Comparison.LESS_OR_EQUAL})


def _find(subject: Subject) -> Iterator[Verdict]:
    for alarm in subject.alarms:
        definition = None if alarm.deployed is None else alarm.deployed.definition
        if not isinstance(definition, MetricAlarm) or not _is_on_a_percentage(definition):
            continue
        said = list(_SAID.finditer(alarm.template_alarm.description))
        if len(said) == 1 and (what := _difference(said[0], definition)):
            yield _problem(alarm, what)


def _is_on_a_percentage(definition: MetricAlarm) -> bool:
    """Say whether it compares one metric that is a percentage: of others the text may differ."""
    query = definition.query(definition.result_id)
    metric, statistic = query.metric, query.statistic
    return (
        metric is not None
        and statistic is not None
        and statistic.text in _OF_THE_VALUE
        and _PERCENTAGE.search(metric.name) is not None
    )


def _difference(said: re.Match[str], definition: MetricAlarm) -> str:
    """Say what differs; empty if nothing does. Some percentages are published as shares of 1."""
    threshold, number = definition.threshold, float(said["number"])
    if threshold is None:
        return ""
    if number not in {threshold, 100 * threshold}:
        return f"it says {quoted(said[0])}, and the threshold is {number_text(threshold)}"
    is_wrong_way = definition.comparison in (_DOWNWARDS if said["above"] else _UPWARDS)
    return f"it says {quoted(said[0])}, and the alarm is {definition.comparison}" * is_wrong_way


def _problem(alarm: CheckedAlarm, what: str) -> Problem:
    return Problem(
        kind=_ID,
        where=alarm.locate("AlarmDescription"),
        what=what,
        why="whoever is called believes the text, and looks for what did not happen",
        fix="correct the text, or the threshold",
        severity="warning",
    )


CHECK: Final = Check(
    id=_ID,
    title="A description names the threshold that the alarm has.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
    ),
)
