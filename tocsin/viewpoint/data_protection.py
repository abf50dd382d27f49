"""What must survive, how much may be lost, and how soon it must be back."""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from tocsin.diagnostics import InvalidValueError, parse_duration
from tocsin.viewpoint.audit import BackupAudit
from tocsin.viewpoint.aws_names import check_arn
from tocsin.viewpoint.copies import MOST_COPIES, AirGapped, OtherVault
from tocsin.viewpoint.days import Days
from tocsin.viewpoint.part import Duration, Flag, Identifier, Name, Part
from tocsin.viewpoint.region import Regions
from tocsin.viewpoint.restored_data import RestoredData
from tocsin.viewpoint.scheduled import BackupCron, Scheduled
from tocsin.viewpoint.tag_selection import TagSelection
from tocsin.viewpoint.vault import Vault, VaultLock


def _arn(value: str) -> str:
    return value if value.startswith("ssm:") else check_arn(value)


Arn = Annotated[Identifier, AfterValidator(_arn)]

Replication = Literal[
    "dynamodb_global_table", "aurora_global_database", "rds_read_replica", "s3_replication",
    "efs_replication", "elasticache_global_datastore", "msk_replicator",
]  # fmt: skip

LONGEST_CONTINUOUS = parse_duration("35d")
SHORTEST_START_WINDOW = parse_duration("1h")
LEAST_COLD = parse_duration("90d")
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html"""


class BackupSchedule(Scheduled):
    """When recovery points are made, and how long they and their copies are kept.

    See https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html.
    """

    schedule: BackupCron
    completion_window: Annotated[
        Duration, Field(description="How long a job may take, from the same moment.")
    ] = parse_duration("4h")
    continuous: Annotated[
        Flag, Field(description="Also allow restoring to a point in time, where a type can.")
    ] = False
    retention: Annotated[Days, Field(description="How long recovery points are kept.")] = (
        parse_duration("30d")
    )
    copy_retention: Annotated[
        Days | None,
        Field(description="How long copies in the recovery Region are kept; none without it."),
    ] = None
    cold_after: Annotated[
        Days | None,
        Field(
            description="When recovery points move to cold storage, at least 90d before they are "
            "deleted; never without it."
        ),
    ] = None
    vault: Annotated[
        Name | None, Field(description="Which of vaults it fills; the stage's own if not given.")
    ] = None
    also_copied_to: Annotated[
        tuple[Name, ...],
        Field(description="Which of copies it is copied to as well, or air_gapped."),
    ] = ()

    @property
    def within(self) -> timedelta:
        """How long it can take from one completed backup to the next when all goes as planned.

        One may be done the minute that it is scheduled, the next at the very end of its windows.
        """
        return self.longest_interval + self.start_window + self.completion_window

    @model_validator(mode="after")
    def _possible(self) -> Self:
        faults = [
            (
                self.start_window < SHORTEST_START_WINDOW,
                "AWS Backup may fail to start within less than 1h",
                "set start_window to 1h or more",
            ),
            (
                self.completion_window <= self.start_window,
                "completion_window counts from the same moment as start_window",
                "make it longer",
            ),
            (
                self.continuous and self.retention > LONGEST_CONTINUOUS,
                "continuous backups are kept for at most 35d",
                "lower retention",
            ),
            (
                self.continuous and self.cold_after is not None,
                "continuous backups do not move to cold storage",
                "remove cold_after, or make snapshots alone",
            ),
            (
                self.cold_after is not None and self.retention < self.cold_after + LEAST_COLD,
                "what has moved to cold storage stays there for at least 90d",
                "let retention be 90d longer than cold_after, or more, or remove cold_after",
            ),
            (
                len(self.also_copied_to) + (self.copy_retention is not None) > MOST_COPIES,
                "AWS Backup makes at most 5 copies, with that in the recovery Region",
                "copy to fewer",
            ),
            (
                len(set(self.also_copied_to)) < len(self.also_copied_to),
                "also_copied_to names one twice",
                "name each once",
            ),
        ]
        if found := [InvalidValueError(what, fix) for is_so, what, fix in faults if is_so]:
            first, *others = found
            raise InvalidValueError(first.what, first.fix, also=others)
        return self


class ProtectedResource(Part):
    """Data with its objectives and what protects it."""

    resource: Annotated[
        str | None,
        StringConstraints(pattern=r"^[^/]+/[^/]+$"),
        Field(description="A resource of a service, as checkout/orders."),
    ] = None
    arn: Annotated[
        Arn | None, Field(description="For what no service names: its Amazon Resource Name.")
    ] = None
    tags: Annotated[
        TagSelection | None,
        Field(description='For whatever has all of these tags, as {backup: "true", tier: "1"}.'),
    ] = None
    regions: Regions = None
    rpo: Annotated[Duration, Field(description="How much data may be lost.")] = parse_duration("1m")
    rto: Annotated[Duration, Field(description="How soon it must work again.")] = parse_duration(
        "5m"
    )
    schedules: Annotated[tuple[Name, ...], Field(description="Which schedules protect it.")] = ()
    replicate_by: Annotated[
        Replication | None, Field(description="What carries the RPO that no backup can reach.")
    ] = None

    restored: Annotated[
        RestoredData | None, Field(description="What a restore test looks at, once it is restored.")
    ] = None

    @model_validator(mode="after")
    def _one_of_resource_arn_and_tags(self) -> Self:
        if sum(each is not None for each in (self.resource, self.arn, self.tags)) != 1:
            what = "give exactly one of resource, arn and tags"
            raise InvalidValueError(what, "keep one of them")
        if self.tags is not None and self.restored is not None:
            what = "restored says what one data store is like, and tags may be of many"
            raise InvalidValueError(what, "remove restored, or name the store by resource or arn")
        return self


class RestoreTest(Scheduled):
    """A rehearsal: AWS Backup restores the newest recovery points. Checked, but not built yet."""

    protected: Annotated[
        tuple[Name, ...], Field(description="Names of what is restored.", min_length=1)
    ]
    within: Annotated[Duration, Field(description="How long a restore may take.")]


class DataProtection(Part):
    """Backups, copies, restore tests, and the objectives that they serve."""

    schedules: dict[Name, BackupSchedule] = {}
    protected: Annotated[
        dict[Name, ProtectedResource], Field(description="What must survive, by a name of yours.")
    ] = {}
    restore_tests: dict[Name, RestoreTest] = {}
    vault_lock: Annotated[
        VaultLock | None, Field(description="Of the stage's own vault, and of its copies.")
    ] = None
    vaults: Annotated[
        dict[Name, Vault],
        Field(description="Vaults beside the stage's own one, for schedules that name them."),
    ] = {}
    copies: Annotated[
        dict[Name, OtherVault],
        Field(description="Vaults of others, for schedules that are also copied to them."),
    ] = {}
    air_gapped: AirGapped | None = None
    audit: BackupAudit | None = None
