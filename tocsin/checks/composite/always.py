"""A composite alarm whose rule all states of its alarms make true."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.composite.outcomes import fixed_outcomes
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID: Final = "composite/always"


def _find(subject: Subject) -> Iterator[Verdict]:
    for outcome in subject.memo(fixed_outcomes):
        if outcome.fires:
            because = f" ({outcome.because})" if outcome.because else ""
            yield Problem(
                kind=_ID,
                where=outcome.composite.alarm.locate("AlarmRule"),
                what="whatever states its alarms are in, the rule is true: it is always in ALARM"
                f"{because}",
                why="it fires once, when it is created, and never again: actions run for "
                "changes of state alone",
                fix="change the rule: NOT ALARM(a) is true while all is well",
            )


CHECK: Final = Check(
    id=_ID,
    title="Some states of its alarms make a composite alarm recover.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html",
    ),
)
