"""Looks at a restored file system of EFS."""

from collections.abc import Iterator
from functools import partial

from functions.restore_validation.resource import Resource
from functions.restore_validation.task import Task
from tocsin.restoration import (
    FILE_SYSTEM_READY,
    FileSystemFacts,
    Finding,
    judge_file_system,
    read_file_system,
)


def inspect_file_system(task: Task) -> Iterator[Finding]:
    """Yield what is found of a file system."""
    look = partial(_look, task)
    source = task.source_facts(look)
    restored = task.restored_facts(look, FILE_SYSTEM_READY)
    yield from judge_file_system(restored, source, task.expectation)


def _look(task: Task, file_system: Resource) -> FileSystemFacts:
    client = task.client("efs", file_system.region)
    return read_file_system(client.describe_file_systems(FileSystemId=file_system.id))
