"""What to look at first: commands that exist, and only read."""

import re
from collections.abc import Iterator

from tests.support.aws_command import commands, mistakes, only_reads, query_gaps
from tests.support.catalogue import kinds, wrong_types
from tocsin.catalogue import DiagnosisStep, ResourceType

VALUES = {
    "CLOUDFRONT", "END", "ERROR", "FAILED", "LIVE", "MONTHLY", "REGION", "REGIONAL", "RUNNING",
    "START", "STOPPED",
}  # fmt: skip
"""Words in capitals that stand for times and Regions, or for themselves."""
QUESTION = re.compile(r"[A-Z][^?]+\?( [A-Z][^.]+\.)?")


def _steps() -> Iterator[tuple[ResourceType, int, DiagnosisStep]]:
    for kind in kinds():
        for number, step in enumerate(kind.diagnosis, start=1):
            yield kind, number, step


def test_every_type_can_be_looked_at() -> None:
    """Whoever is woken by an alarm of the type has a command to begin with."""
    assert wrong_types(lambda kind: bool(kind.diagnosis)) == []


def test_commands_exist_and_only_read() -> None:
    """Services, operations and options are those of AWS, and nothing is changed."""
    found = [
        f"{kind.name} {number}: {fault}"
        for kind, number, step in _steps()
        for command in commands("\n".join(("```sh", *step.commands, "```")))
        for fault in (
            *mistakes(command),
            *query_gaps(command),
            *([] if only_reads(command) else [f"{command} changes something"]),
        )
    ]

    assert found == []


def test_words_in_capitals_stand_for_something() -> None:
    """They are identifiers of the type, or what the answer of a step before has."""
    found = [
        f"{kind.name} {number}: {word}"
        for kind, number, step in _steps()
        for command in step.commands
        for word in re.findall(r"(?<=[\s=/])[A-Z][A-Z_]+(?=[\s]|$)", command)
        if word not in VALUES | {each.upper() for each in kind.identifiers}
        and not re.search(r"_(ARN|URL|ID|NAME)$|^TASK$", word)
    ]

    assert found == []


def test_questions_are_questions() -> None:
    """A step says first what its answer tells."""
    assert [
        f"{kind.name} {number}"
        for kind, number, step in _steps()
        if not QUESTION.fullmatch(step.ask) or not step.commands
    ] == []
