"""A composite alarm that may be created before an alarm that it names."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.remarks import verdicts_of_remarks
from tocsin.checks.subject import Subject

_ID: Final = "composite/missing-depends-on"
_WHY: Final = (
    "CloudWatch refuses a rule that names an alarm that does not exist yet, so that a first "
    "deployment fails, perhaps not each time"
)


def _find(subject: Subject) -> Iterator[Verdict]:
    return verdicts_of_remarks(subject, _ID, severity="warning", why=_WHY)


CHECK: Final = Check(
    id=_ID,
    title="An alarm that a rule names is created before the composite alarm.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html",
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
    ),
)
