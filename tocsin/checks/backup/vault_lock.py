"""The lock of a vault: how long what is written into it may and has to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.assembly import Part
from tocsin.recovery import VAULT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Resource
    from tocsin.checks.subject import Subject

_AIR_GAPPED = "AWS::Backup::LogicallyAirGappedBackupVault"


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultLock:
    """What a vault asks of everything that is written into it.

    Attributes:
        least: Where it says for how many days everything has to be kept at least.
        most: Where it says for how many at most.
        grace: Where it says for how many days the lock can still be changed.
        is_air_gapped: Whether the vault is logically air-gapped, and so locked from the beginning.
    """

    least: Part
    most: Part
    grace: Part
    is_air_gapped: bool

    @classmethod
    def of(cls, vault: Resource) -> VaultLock | None:
        """Return the lock of a vault; None if it has none."""
        is_air_gapped = vault.type == _AIR_GAPPED
        holder = Part.of(vault) if is_air_gapped else Part.of(vault, "LockConfiguration")
        if not holder.is_there:
            return None
        return cls(
            least=holder.at("MinRetentionDays"),
            most=holder.at("MaxRetentionDays"),
            grace=holder.at("ChangeableForDays"),
            is_air_gapped=is_air_gapped,
        )


def locks_of(subject: Subject) -> Iterator[VaultLock]:
    """Yield the locks of all vaults of an assembly."""
    for vault in subject.assembly.resources(*VAULT_TYPES):
        lock = VaultLock.of(vault)
        if lock is not None:
            yield lock
