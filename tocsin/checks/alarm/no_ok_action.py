"""An alarm that tells people that it began, and never that it is over."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.alarm_actions import links_of, tells_people, why_not_listed
from tocsin.checks.check import Check, Verdict
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted
from tocsin.evaluation import Comparison, MetricAlarm, TreatMissingData

_ID: Final = "alarm/no-ok-action"


def _find(subject: Subject) -> Iterator[Verdict]:
    for alarm in subject.alarms:
        if not tells_people(alarm, subject) or links_of(alarm, "OKActions"):
            continue
        if why_not_listed(alarm, "OKActions") is None and not _is_of_single_events(alarm):
            yield Problem(
                kind=_ID,
                where=alarm.locate(),
                what=f"the alarm {quoted(alarm.name)} tells people that it fires, and not when it "
                "is over",
                why="whoever is called has to look at the console again and again to learn that "
                "it ended by itself, and tools that open an incident never close it",
                fix="give it OKActions with the same topic",
                severity="note",
            )


def _is_of_single_events(alarm: CheckedAlarm) -> bool:
    """Say whether it reports things that happen, of which none is ever over."""
    definition = None if alarm.deployed is None else alarm.deployed.definition
    return (
        isinstance(definition, MetricAlarm)
        and definition.treat_missing_data is TreatMissingData.NOT_BREACHING
        and definition.evaluation_periods == 1
        and definition.comparison in {Comparison.GREATER, Comparison.GREATER_OR_EQUAL}
        and definition.threshold in {0, 1}
    )


CHECK: Final = Check(
    id=_ID,
    title="Whoever is told that an alarm fires is told when it is over.",
    severity="note",
    run=_find,
    sources=("https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",),
)
