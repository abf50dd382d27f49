"""What is backed up, and what tells people that it was not."""

from tocsin.plan.backups.alarms import BACKUP_SERVICE, backup_alarms
from tocsin.plan.backups.backup_plans import make_backup
from tocsin.plan.backups.protected import Protected, protected_resources
from tocsin.plan.backups.schedule_notes import note_schedules

__all__ = [
    "BACKUP_SERVICE",
    "Protected",
    "backup_alarms",
    "make_backup",
    "note_schedules",
    "protected_resources",
]
