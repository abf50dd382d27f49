"""A composite alarm whose rule no states of its alarms make true."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.composite.outcomes import fixed_outcomes
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID: Final = "composite/never"


def _find(subject: Subject) -> Iterator[Verdict]:
    for outcome in subject.memo(fixed_outcomes):
        if not outcome.fires:
            because = f" ({outcome.because})" if outcome.because else ""
            yield Problem(
                kind=_ID,
                where=outcome.composite.alarm.locate("AlarmRule"),
                what="no states that its alarms can be in make the rule true: it never fires"
                f"{because}",
                why="it looks like protection, and is none: its actions never run",
                fix="change the rule: an alarm cannot be in two states at once; write OR where any "
                "of several alarms is meant",
            )


CHECK: Final = Check(
    id=_ID,
    title="Some states of its alarms make a composite alarm fire.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html",
    ),
)
