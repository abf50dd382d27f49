"""A suppressor without time to suppress: a period of 0 seconds."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.composite.rules import ReadComposite, composites
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID: Final = "composite/short-suppression"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(composites).values():
        suppressor = each.definition.suppressor
        if suppressor is None:
            continue
        name = quoted(suppressor.alarm)
        if suppressor.wait_period == 0:
            what = f"with 0 seconds to wait, {name} suppresses only if it is in ALARM before"
            why = "two alarms on one outage seldom fire at the same second: the actions run first"
            yield _problem(each, "ActionsSuppressorWaitPeriod", what, why)
        if suppressor.extension_period == 0:
            what = f"with 0 seconds of extension, actions run the moment that {name} is over"
            why = "what it suppressed recovers a little later, and pages in between"
            yield _problem(each, "ActionsSuppressorExtensionPeriod", what, why)


def _problem(each: ReadComposite, name: str, what: str, why: str) -> Problem:
    return Problem(
        kind=_ID,
        where=each.alarm.locate(name),
        what=what,
        why=why,
        fix="write 60 or more; AWS advises 60",
        severity="note",
    )


CHECK: Final = Check(
    id=_ID,
    title="A suppressor has time to suppress.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html",
    ),
)
