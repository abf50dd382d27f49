"""Looks at a restored volume of EBS."""

from collections.abc import Iterator
from functools import partial

from functions.restore_validation.resource import Resource
from functions.restore_validation.task import Task
from tocsin.restoration import VOLUME_READY, Finding, VolumeFacts, judge_volume, read_volume


def inspect_volume(task: Task) -> Iterator[Finding]:
    """Yield what is found of a volume."""
    look = partial(_look, task)
    source = task.source_facts(look)
    restored = task.restored_facts(look, VOLUME_READY)
    yield from judge_volume(restored, task.job.backup_bytes, source, task.expectation)


def _look(task: Task, volume: Resource) -> VolumeFacts:
    return read_volume(task.client("ec2", volume.region).describe_volumes(VolumeIds=[volume.id]))
