"""A critical alarm that at worst pages later than its severity promises."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.response_time.page_time import arithmetic, page_times
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, elapsed

_ID = "response-time/late-at-worst"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(page_times):
        time = each.by_value
        if each.timing is not None and time.typical <= each.promised < time.worst:
            yield Problem(
                kind=_ID,
                where=each.alarm.locate(),
                what=f"the alarm {each.alarm.name} pages at worst {elapsed(time.worst)} after a "
                f"breach begins, later than the {elapsed(each.promised)} that are promised",
                why=f"{arithmetic(time, worst=True)}; typically it takes {elapsed(time.typical)}",
                fix="know it as a risk: all has to be as slow as can be at once. Where it matters, "
                "put a metric of your own in periods below a minute",
                severity="note",
            )


CHECK = Check(
    id=_ID,
    title="Critical alarms page within the response time of their severity, however slow all is.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html",
    ),
)
