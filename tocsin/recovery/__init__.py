"""How much data is lost and how long recovery takes, by what protects a data store.

`assess` answers for each scenario of a `Store`: which way back there is, how much is lost by it at
most and how long it takes, each an `Amount` with its arithmetic, and whether that meets what is
claimed. A viewpoint's validation and the proof of templates share it. What only a viewpoint knows
travels in the template as a document (`recovery_document`); rules are those of its backup plans.
"""

from tocsin.recovery.amount import Amount, Basis, Part
from tocsin.recovery.arn_types import name_in_arn, region_in_arn, types_of_arn
from tocsin.recovery.assessment import Assessment, Verdict, assess, is_missed
from tocsin.recovery.backup_rule import BackupCopy, BackupRule
from tocsin.recovery.document import (
    METADATA_KEY,
    DeclaredStore,
    read_recovery_document,
    recovery_document,
)
from tocsin.recovery.jobs import jobs
from tocsin.recovery.mechanism import Mechanism, RecoveryTime
from tocsin.recovery.mechanism_kind import MECHANISMS, MechanismKind
from tocsin.recovery.objective import Objective
from tocsin.recovery.oldest import Counted, oldest
from tocsin.recovery.scenario import MEANING, SCENARIOS, Scenario
from tocsin.recovery.store import Store
from tocsin.recovery.store_type import STORE_TYPES, StoreType
from tocsin.recovery.templates import (
    DATA_STORES,
    FOR_EVER,
    VAULT_TYPES,
    Backups,
    FoundStore,
    Rule,
    Selection,
    UnreadableDocumentError,
    Written,
    arn_of,
    data_stores,
    find_stores,
    keeps_backups,
    kept_days,
    written_by,
)
from tocsin.recovery.text import arithmetic, length_text
from tocsin.recovery.way import Way, ways

__all__ = [
    "DATA_STORES",
    "FOR_EVER",
    "MEANING",
    "MECHANISMS",
    "METADATA_KEY",
    "SCENARIOS",
    "STORE_TYPES",
    "VAULT_TYPES",
    "Amount",
    "Assessment",
    "BackupCopy",
    "BackupRule",
    "Backups",
    "Basis",
    "Counted",
    "DeclaredStore",
    "FoundStore",
    "Mechanism",
    "MechanismKind",
    "Objective",
    "Part",
    "RecoveryTime",
    "Rule",
    "Scenario",
    "Selection",
    "Store",
    "StoreType",
    "UnreadableDocumentError",
    "Verdict",
    "Way",
    "Written",
    "arithmetic",
    "arn_of",
    "assess",
    "data_stores",
    "find_stores",
    "is_missed",
    "jobs",
    "keeps_backups",
    "kept_days",
    "length_text",
    "name_in_arn",
    "oldest",
    "read_recovery_document",
    "recovery_document",
    "region_in_arn",
    "types_of_arn",
    "ways",
    "written_by",
]
