"""What must survive, how much may be lost, and how soon it must be back."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic.json_schema import SkipJsonSchema

from tocsin.diagnostics import InvalidValueError, parse_duration
from tocsin.viewpoint.audit import BackupAudit
from tocsin.viewpoint.aws_names import check_arn
from tocsin.viewpoint.copies import MOST_COPIES, AirGapped, OtherVault
from tocsin.viewpoint.days import Days
from tocsin.viewpoint.mechanisms import Mechanisms, RecoveryTime
from tocsin.viewpoint.part import Duration, Flag, Identifier, Name, Part
from tocsin.viewpoint.recovery_objectives import RecoveryObjectives
from tocsin.viewpoint.region import Regions
from tocsin.viewpoint.restore_test import RestoreTest
from tocsin.viewpoint.restored_data import RestoredData
from tocsin.viewpoint.scheduled import BackupCron, Scheduled
from tocsin.viewpoint.tag_selection import TagSelection
from tocsin.viewpoint.vault import Vault, VaultLock


def _arn(value: str) -> str:
    return value if value.startswith("ssm:") else check_arn(value)


Arn = Annotated[Identifier, AfterValidator(_arn)]

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
        Duration, Field(description="How long a job may take, once it has begun.")
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
    copy_within: Annotated[
        Duration | None,
        Field(
            description="How long a copy is assumed to take, of which AWS Backup promises nothing; "
            "as long as completion_window without it."
        ),
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
    def copied_within(self) -> timedelta:
        """How long a copy is assumed to take."""
        return self.copy_within or self.completion_window

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
                "completion_window is to be longer than start_window",
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
    objectives: Annotated[
        RecoveryObjectives,
        Field(description="What is claimed, in place of what all protected data have in common."),
    ] = RecoveryObjectives()
    retention: Annotated[
        Duration | None,
        Field(description="How far back it must be restorable; nothing is claimed without it."),
    ] = None
    schedules: Annotated[tuple[Name, ...], Field(description="Which schedules protect it.")] = ()
    mechanisms: Annotated[
        Mechanisms, Field(description="What the system protects it with beside backups.")
    ] = Mechanisms()
    one_zone: Annotated[
        Flag,
        Field(
            description="Whether it is in one Availability Zone alone, as a file system of EFS One "
            "Zone, though its type spans them."
        ),
    ] = False
    restore: Annotated[
        RecoveryTime | None,
        Field(description="How long a restore takes until it is used; unknown without it."),
    ] = None
    # Of version 0.1: read to say what to write in their place, and unknown to editors.
    rpo: SkipJsonSchema[Duration | None] = None
    rto: SkipJsonSchema[Duration | None] = None
    replicate_by: SkipJsonSchema[str | None] = None
    restored: Annotated[
        RestoredData | None, Field(description="What a restore test looks at, once it is restored.")
    ] = None

    @model_validator(mode="after")
    def _one_of_resource_arn_and_tags(self) -> Self:
        if sum(each is not None for each in (self.resource, self.arn, self.tags)) != 1:
            what = "give exactly one of resource, arn and tags"
            raise InvalidValueError(what, "keep one of them")
        if self.tags is not None and (of_one := sorted(self.model_fields_set & _OF_ONE)):
            named = " and ".join(of_one)
            what = f"{named}: this is said of one data store, and tags may be of many"
            raise InvalidValueError(what, f"remove {named}, or name the store by resource or arn")
        return self


_OF_ONE = frozenset({"objectives", "retention", "mechanisms", "one_zone", "restore", "restored"})


class DataProtection(Part):
    """Backups, copies, restore tests, and the objectives that they serve."""

    responds_within: Annotated[
        Duration,
        Field(
            description="Until somebody has noticed what happened, decided what to do and begun, "
            "where nothing happens by itself."
        ),
    ] = parse_duration("15m")
    objectives: Annotated[
        RecoveryObjectives, Field(description="What is claimed for all that is protected.")
    ] = RecoveryObjectives()
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
