"""A restore job of AWS Backup, as far as a validation needs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

COMPLETED = "COMPLETED"
FINAL_RESULTS = ("SUCCESSFUL", "FAILED", "TIMED_OUT")
"""A result that is one of these never changes again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreJob:
    """A restore job.

    Attributes:
        id: Its id.
        status: COMPLETED, or why there is nothing to look at.
        type: What AWS Backup calls the type of the data store, as `DynamoDB`.
        source: The Amazon Resource Name of what was backed up; empty if AWS Backup does not say.
        created: That of what was restored; empty if nothing was.
        begun: When the job began.
        ended: When it ended; None if it has not.
        point_begun: When the backup began that was restored; None if AWS Backup does not say.
        backup_bytes: The size of what was backed up; None if AWS Backup does not say.
        result: Of its validation; None if there is none yet.
    """

    id: str
    status: str
    type: str
    source: str
    created: str
    begun: datetime
    ended: datetime | None = None
    point_begun: datetime | None = None
    backup_bytes: int | None = None
    result: str | None = None

    @property
    def restore_seconds(self) -> float | None:
        """How long the restore took; None if it did not complete."""
        if self.ended is None or self.status != COMPLETED:
            return None
        return (self.ended - self.begun).total_seconds()

    @property
    def point_age_seconds(self) -> float | None:
        """How old the backup was when its restore began; None if that is not known."""
        if self.point_begun is None:
            return None
        return (self.begun - self.point_begun).total_seconds()

    @property
    def has_result(self) -> bool:
        """Whether its validation has a result that cannot be changed any more."""
        return self.result in FINAL_RESULTS


def read_restore_job(answer: Mapping[str, Any]) -> RestoreJob:
    """Read what DescribeRestoreJob answers.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeRestoreJob.html

    Raises:
        LookupError: It says too little.
    """
    return RestoreJob(
        id=answer["RestoreJobId"],
        status=answer["Status"],
        type=answer.get("ResourceType", ""),
        source=answer.get("SourceResourceArn", ""),
        created=answer.get("CreatedResourceArn", ""),
        begun=answer["CreationDate"],
        ended=answer.get("CompletionDate"),
        point_begun=answer.get("RecoveryPointCreationDate"),
        backup_bytes=answer.get("BackupSizeInBytes"),
        result=answer.get("ValidationStatus"),
    )
