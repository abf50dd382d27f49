"""Whether a restored file system of EFS is as it must be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.restoration.comparison import encrypted, in_state
from tocsin.restoration.expectation import Expectation
from tocsin.restoration.finding import Finding, unchecked

FILE_SYSTEM_READY = frozenset({"available", "updating"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSystemFacts:
    """A file system.

    Attributes:
        state: Its state.
        is_encrypted: Whether it is.
    """

    state: str
    is_encrypted: bool


def read_file_system(answer: Mapping[str, Any]) -> FileSystemFacts:
    """Read what DescribeFileSystems answers.

    https://docs.aws.amazon.com/efs/latest/ug/API_FileSystemDescription.html
    """
    (found,) = answer["FileSystems"]
    return FileSystemFacts(
        state=found["LifeCycleState"], is_encrypted=found.get("Encrypted", False)
    )


def judge_file_system(
    restored: FileSystemFacts, source: FileSystemFacts | None, expectation: Expectation
) -> Iterator[Finding]:
    """Yield what is found of a restored file system.

    Args:
        restored: The file system.
        source: The file system that was backed up; None if it cannot be described.
        expectation: What the restored one must be like.
    """
    yield in_state(restored.state, FILE_SYSTEM_READY)
    yield encrypted(
        restored.is_encrypted,
        said=expectation.encrypted,
        source=source.is_encrypted if source else None,
    )
    yield unchecked("its files, of which its API tells nothing, and its size, metered hours later")
