"""Whether a restored volume of EBS is as it must be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.restoration.comparison import at_least, encrypted, in_state, nothing_to_compare
from tocsin.restoration.expectation import Expectation
from tocsin.restoration.finding import Finding, unchecked

VOLUME_READY = frozenset({"available", "in-use"})
_GIBIBYTE = 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeFacts:
    """A volume.

    Attributes:
        state: Its state.
        bytes: Its size.
        is_encrypted: Whether it is.
    """

    state: str
    bytes: int
    is_encrypted: bool


def read_volume(answer: Mapping[str, Any]) -> VolumeFacts:
    """Read what DescribeVolumes answers.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Volume.html
    """
    (found,) = answer["Volumes"]
    return VolumeFacts(
        state=found["State"], bytes=found["Size"] * _GIBIBYTE, is_encrypted=found["Encrypted"]
    )


def judge_volume(
    restored: VolumeFacts,
    backup_bytes: int | None,
    source: VolumeFacts | None,
    expectation: Expectation,
) -> Iterator[Finding]:
    """Yield what is found of a restored volume.

    Args:
        restored: The volume.
        backup_bytes: The size of what was backed up; None if AWS Backup does not say.
        source: The volume that was backed up, as it is now; None if it cannot be described.
        expectation: What the restored one must be like.
    """
    yield in_state(restored.state, VOLUME_READY)
    said = expectation.minimum_bytes
    wanted = backup_bytes if said is None else said
    if wanted is None:
        yield nothing_to_compare("size", "minimum_bytes")
    else:
        yield at_least("bytes", restored.bytes, wanted)
    yield encrypted(
        restored.is_encrypted,
        said=expectation.encrypted,
        source=source.is_encrypted if source else None,
    )
    yield unchecked("its content: no instance has it mounted")
