"""A critical alarm that typically pages later than its severity promises."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.response_time.page_time import PageTime, arithmetic, page_times
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Location, Problem, elapsed

_ID = "response-time/too-late"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(page_times):
        time = each.by_value
        if time.typical > each.promised:
            yield Problem(
                kind=_ID,
                where=_place(each),
                what=f"the alarm {each.alarm.name} pages typically {elapsed(time.typical)} after a "
                f"breach begins, later than the {elapsed(each.promised)} that are promised",
                why=f"{arithmetic(time)}; at worst {elapsed(time.worst)}",
                fix=_fix(each),
                severity="error" if each.is_stated else "warning",
            )


def _place(page: PageTime) -> Location:
    name = "EvaluationPeriods" if page.timing else "AlarmRule"
    return page.alarm.locate(name)


def _fix(page: PageTime) -> str:
    fixes = []
    timing = page.timing
    if timing is not None:
        beside = page.by_value.typical - timing.datapoints_to_alarm * timing.period
        fitting = int((page.promised - beside) // timing.period)
        if fitting >= 1:
            fixes.append(f"let {fitting} of {timing.evaluation_periods} datapoints be enough")
        elif timing.interval < timing.period and beside + timing.interval <= page.promised:
            fixes.append(f"use a period of {elapsed(timing.interval)}")
    fixes.append(
        "make it a warning, or say by a tag tocsin:detect-within what it cannot notice sooner"
    )
    return ", or ".join(fixes)


CHECK = Check(
    id=_ID,
    title="Critical alarms typically page within the response time of their severity.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html",
    ),
)
