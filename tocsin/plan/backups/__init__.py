"""What is backed up, and what tells people that it was not."""

from tocsin.plan.backups.air_gap import air_gapped_region
from tocsin.plan.backups.alarms import backup_alarms
from tocsin.plan.backups.backup_plans import make_backup
from tocsin.plan.backups.copy_policy import copy_policy
from tocsin.plan.backups.lag_alarms import lag_alarms
from tocsin.plan.backups.lag_metric import LAG_KINDS, missing_keys
from tocsin.plan.backups.protected import Protected, protected_resources
from tocsin.plan.backups.restore_alarms import restore_alarms
from tocsin.plan.backups.schedule_notes import note_schedules, note_tags
from tocsin.plan.backups.vaults import lock_of, lock_place, vault_name
from tocsin.plan.specs import BACKUP_SERVICE

__all__ = [
    "BACKUP_SERVICE",
    "LAG_KINDS",
    "Protected",
    "air_gapped_region",
    "backup_alarms",
    "copy_policy",
    "lag_alarms",
    "lock_of",
    "lock_place",
    "make_backup",
    "missing_keys",
    "note_schedules",
    "note_tags",
    "protected_resources",
    "restore_alarms",
    "vault_name",
]
