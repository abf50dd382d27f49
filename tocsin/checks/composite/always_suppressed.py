"""A composite alarm whose suppressor holds its actions back whenever it fires."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.composite.outcomes import always_in_alarm
from tocsin.checks.composite.rules import composites
from tocsin.checks.remarks import verdicts_of_remarks
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID: Final = "composite/always-suppressed"
_WHY: Final = "its actions for ALARM never run, so that nobody is told"


def _find(subject: Subject) -> Iterator[Verdict]:
    yield from verdicts_of_remarks(subject, _ID, severity="error", why=_WHY)
    for each in subject.memo(composites).values():
        suppressor = each.definition.suppressor
        if suppressor and (each.environment, suppressor.alarm) in subject.memo(always_in_alarm):
            yield Problem(
                kind=_ID,
                where=each.alarm.locate("ActionsSuppressor"),
                what=f"{quoted(suppressor.alarm)} is always in ALARM, and holds back all actions",
                fix="suppress by an alarm that recovers",
                why=_WHY,
            )


CHECK: Final = Check(
    id=_ID,
    title="A composite alarm can fire while its suppressor is not in ALARM.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html",
    ),
)
