"""A critical alarm that takes longer to notice silence than its severity promises."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.response_time.page_time import arithmetic, page_times
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, elapsed

_ID = "response-time/silence"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(page_times):
        time = each.by_silence
        if time is None or time.typical <= each.promised or each.by_value.typical > each.promised:
            continue
        yield Problem(
            kind=_ID,
            where=each.alarm.locate("TreatMissingData"),
            what=f"the alarm {each.alarm.name} pages typically {elapsed(time.typical)} after data "
            f"stop coming, later than the {elapsed(each.promised)} that are promised",
            why=f"CloudWatch looks further back before it takes data as missing: "
            f"{arithmetic(time)}; at worst {elapsed(time.worst)}",
            fix="say within which time silence is to be noticed by a tag tocsin:detect-within; or "
            "write TreatMissingData: notBreaching, and let another alarm notice the silence",
            severity="note",
        )


CHECK = Check(
    id=_ID,
    title="Critical alarms on missing data page within the response time of their severity.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
    ),
)
