"""Windows in which a backup has to begin and to end that AWS Backup does not take."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.recovery import Rule

_ID = "backup/window"
_LEAST_MINUTES = 60
_DEFAULT_START = 480
"""Eight hours."""


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.backups.rules:
        yield from _of(rule)


def _of(rule: Rule) -> Iterator[Verdict]:
    start, end = rule.part.at("StartWindowMinutes"), rule.part.at("CompletionWindowMinutes")
    if start.number is not None and start.number < _LEAST_MINUTES:
        yield start.problem(
            _ID,
            f"the start window of {rule.name} is {start.number:g} minutes",
            f"write at least {_LEAST_MINUTES}",
            why="AWS Backup refuses a start window below an hour",
        )
        return
    begins = start.number if start.is_there else _DEFAULT_START
    if begins is None or end.number is None or end.number > begins:
        return
    usual = "" if start.is_there else ", the eight hours that it has without one"
    yield end.problem(
        _ID,
        f"{rule.name} has to be complete after {end.number:g} minutes, and may begin as late as "
        f"{begins:g} minutes after its time{usual}",
        f"write more than {begins:g}, or make StartWindowMinutes smaller",
        why="AWS Backup cancels a job that is not complete in time, and a window for completion "
        "that ends before the one for the start leaves no time for it",
        severity="warning",
    )


CHECK = Check(
    id=_ID,
    title="A backup has an hour to begin, and time to end.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html",
        "https://github.com/hashicorp/terraform-provider-aws/issues/8794",
    ),
)
