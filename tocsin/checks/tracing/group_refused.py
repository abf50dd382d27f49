"""A group of traces that X-Ray refuses."""

import re
from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import InvalidValueError, quoted
from tocsin.sampling import check_filter_expression

_ID = "tracing/group-refused"
_WHY = "X-Ray refuses the group"
_NAME = re.compile(r"[A-Za-z0-9-]{1,32}")


def _find(subject: Subject) -> Iterator[Verdict]:
    for resource in subject.assembly.resources("AWS::XRay::Group"):
        name, expression = Part.of(resource, "GroupName"), Part.of(resource, "FilterExpression")
        if name.text is not None and not _NAME.fullmatch(name.text):
            yield name.problem(
                _ID,
                f"{quoted(name.text)} is not a name of a group",
                "use 1 to 32 letters, digits and dashes",
                why=_WHY,
            )
        if not expression.text:
            continue
        try:
            check_filter_expression(expression.text)
        except InvalidValueError as error:
            yield expression.problem(_ID, error.what, error.fix, why=_WHY)


CHECK = Check(
    id=_ID,
    title="X-Ray takes the name and the filter expression of each group.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html",
        "https://docs.aws.amazon.com/xray/latest/api/API_CreateGroup.html",
    ),
)
