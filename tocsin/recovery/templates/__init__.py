"""What templates say of AWS Backup and of data stores."""

from tocsin.recovery.templates.backups import Backups
from tocsin.recovery.templates.data_stores import (
    DATA_STORES,
    arn_of,
    data_stores,
    keeps_backups,
)
from tocsin.recovery.templates.rules import (
    FOR_EVER,
    VAULT_TYPES,
    Rule,
    Written,
    kept_days,
    written_by,
)
from tocsin.recovery.templates.selections import Selection
from tocsin.recovery.templates.stores import FoundStore, UnreadableDocumentError, find_stores

__all__ = [
    "DATA_STORES",
    "FOR_EVER",
    "VAULT_TYPES",
    "Backups",
    "FoundStore",
    "Rule",
    "Selection",
    "UnreadableDocumentError",
    "Written",
    "arn_of",
    "data_stores",
    "find_stores",
    "keeps_backups",
    "kept_days",
    "written_by",
]
