"""A resource whose metrics no alarm reads."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.coverage.coverage import coverage_of
from tocsin.checks.coverage.texts import listed
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "coverage/unwatched"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in coverage_of(subject).resources:
        if each.is_watched:
            continue
        resource, worst = each.resource, each.missing[0]
        yield Problem(
            kind=_ID,
            where=resource.where,
            what=f"no alarm reads any metric of {resource.name} ({resource.type.title})",
            why=worst.why_it_matters,
            fix=f"add {listed(each.missing)}: `tocsin catalogue {resource.type.name}` has them",
            severity="note",
        )


CHECK = Check(
    id=_ID,
    title="Each resource that the catalogue knows alarms for has one.",
    severity="note",
    run=_find,
    on_request=True,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html",
    ),
)
