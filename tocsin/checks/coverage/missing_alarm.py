"""A resource that is watched, and that lacks alarms which the catalogue recommends for it."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.coverage.coverage import coverage_of
from tocsin.checks.coverage.texts import listed
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "coverage/missing-alarm"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in coverage_of(subject).resources:
        if not each.is_watched or not each.missing:
            continue
        resource, worst = each.resource, each.missing[0]
        yield Problem(
            kind=_ID,
            where=resource.where,
            what=f"{resource.name} ({resource.type.title}) lacks {len(each.missing)} of "
            f"{len(each.alarms)} recommended alarms: {listed(each.missing)}",
            why=worst.why_it_matters,
            fix=f"add them: `tocsin catalogue {resource.type.name}` has what they read and compare",
            severity="note",
        )


CHECK = Check(
    id=_ID,
    title="Each resource that is watched has the alarms that the catalogue recommends.",
    severity="note",
    run=_find,
    on_request=True,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html",
    ),
)
