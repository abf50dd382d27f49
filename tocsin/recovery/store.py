"""A data store: what is promised for it, and what protects it."""

from dataclasses import dataclass
from datetime import timedelta

from tocsin.recovery.backup_rule import BackupRule
from tocsin.recovery.mechanism import Mechanism, RecoveryTime
from tocsin.recovery.objective import Objective
from tocsin.recovery.store_type import STORE_TYPES, StoreType


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A data store.

    Attributes:
        name: As people call it.
        region: Where it is.
        type: What AWS Backup, or else its service, calls its type; empty where that is unknown.
        objectives: What is claimed, at most one of each scenario.
        retention: How far back data must be restorable; None where nothing is claimed.
        rules: The rules of backup plans that make recovery points of it.
        mechanisms: What else protects it.
        is_in_one_zone: Whether it is in one Availability Zone alone, though its type spans them.
        restore: How long a restore from a recovery point takes, where that is known.
        responds_within: How long it takes until somebody has noticed, decided and begun, where
            nothing happens by itself.
    """

    name: str
    region: str
    type: str
    objectives: tuple[Objective, ...] = ()
    retention: timedelta | None = None
    rules: tuple[BackupRule, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    is_in_one_zone: bool = False
    restore: RecoveryTime | None = None
    responds_within: timedelta = timedelta(0)

    @property
    def documented(self) -> StoreType:
        """What AWS Backup can do with its type; of one that is unknown, nothing special."""
        return STORE_TYPES.get(self.type, StoreType(name=self.type))
