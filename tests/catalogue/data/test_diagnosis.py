import re

import pytest

from tests.support.aws_command import commands, mistakes, only_reads, query_gaps
from tocsin.catalogue import DiagnosisStep, load_resource_type, resource_types

STEPS = [
    pytest.param(name, step, id=f"{name}.{number}")
    for name in resource_types()
    for number, step in enumerate(load_resource_type(name).diagnosis, start=1)
]
each_step = pytest.mark.parametrize(("name", "step"), STEPS)
VALUES = {"END", "ERROR", "STOPPED", "REGION", "START"}
"""Words in capitals that stand for times and Regions, or for themselves."""


@pytest.mark.parametrize("name", resource_types())
def test_every_type_can_be_looked_at(name: str) -> None:
    """Whoever is woken by an alarm of the type has a command to begin with."""
    assert load_resource_type(name).diagnosis


@each_step
def test_commands_exist_and_only_read(name: str, step: DiagnosisStep) -> None:
    """Services, operations and options are those of AWS, and nothing is changed."""
    for command in commands("\n".join(("```sh", *step.commands, "```"))):
        assert mistakes(command) == [], name
        assert only_reads(command)
        assert query_gaps(command) == []


@each_step
def test_words_in_capitals_stand_for_something(name: str, step: DiagnosisStep) -> None:
    """They are identifiers of the type, or what the answer of a step before has."""
    identifiers = {each.upper() for each in load_resource_type(name).identifiers}

    for command in step.commands:
        words = set(re.findall(r"(?<=[\s=/])[A-Z][A-Z_]+(?=[\s]|$)", command))
        others = words - identifiers - VALUES
        assert all(re.search(r"_(ARN|URL)$|^TASK$", word) for word in others), others


@each_step
def test_questions_are_questions(name: str, step: DiagnosisStep) -> None:
    """A step says first what its answer tells."""
    assert re.match(r"[A-Z][^?]+\?( [A-Z][^.]+\.)?$", step.ask), name
    assert step.commands
