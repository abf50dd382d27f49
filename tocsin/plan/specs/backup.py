"""What is backed up, when, and where the copies go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.plan.specs.alarm import MetricSpec
from tocsin.plan.specs.backup_audit import BackupAuditSpec
from tocsin.plan.specs.event_rule import EventRuleSpec
from tocsin.plan.specs.restore_test import RestoreTestsSpec
from tocsin.plan.specs.restore_validation import RestoredStoreSpec
from tocsin.recovery import METADATA_KEY, Store

RECOVERY_METADATA = METADATA_KEY
"""Under this key a vault says what is claimed for the data of its Region."""

AGE_NAMESPACE = "Tocsin/Backup"
AGE_METRIC = "RecoveryPointAge"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySpec:
    """A copy of each recovery point.

    Attributes:
        vault: Name of the vault that it goes into.
        region: Where that is.
        retention_days: How long copies are kept.
        account: Whose vault it is; None for the stage's own account.
    """

    vault: str
    region: str
    retention_days: int
    account: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRuleSpec:
    """A rule of the backup plan.

    Attributes:
        id: Stable id.
        name: At most 50 letters, digits and hyphens.
        vault: Name of the vault that it fills.
        schedule: cron(...) of six fields.
        time_zone: IANA name.
        start_window_minutes: At least 60.
        completion_window_minutes: Counted from the start of the job.
        continuous: Whether restoring to a point in time is allowed too.
        retention_days: How long recovery points are kept.
        cold_after_days: When they move to cold storage; None if they never do.
        opts_in_to_archive: Whether snapshots of volumes move, too, which has to be asked for.
        copy: The copy in the recovery region, if one is made.
        other_copies: Those in other places.
        leaves_out_copy: Whether the viewpoint asks for a copy, and the stage does without.
    """

    id: str
    name: str
    vault: str
    schedule: str
    time_zone: str
    start_window_minutes: int
    completion_window_minutes: int
    continuous: bool
    retention_days: int
    copy: CopySpec | None
    cold_after_days: int | None = None
    opts_in_to_archive: bool = False
    other_copies: tuple[CopySpec, ...] = ()
    leaves_out_copy: bool = False

    @property
    def copies(self) -> tuple[CopySpec, ...]:
        """All copies that are made."""
        return self.other_copies if self.copy is None else (self.copy, *self.other_copies)


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSelectionSpec:
    """What a backup plan protects by tags.

    Attributes:
        id: Stable id, from its name in the viewpoint.
        name: The selection's name.
        tags: Pairs of key and value, of which a resource has to have all; never empty.
    """

    id: str
    name: str
    tags: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlanSpec:
    """A backup plan: rules for the resources that share them.

    Attributes:
        id: Stable id, from the names of the schedules.
        name: At most 50 characters.
        rules: In the order of the viewpoint.
        selection_name: The selection's name.
        arns: Amazon Resource Names of what is protected. There are some, or something is selected
            by tags, because AWS Backup takes an empty selection for everything.
        tagged: What is protected by its tags, each by a selection of its own.
    """

    id: str
    name: str
    rules: tuple[BackupRuleSpec, ...]
    selection_name: str
    arns: tuple[str, ...]
    tagged: tuple[TagSelectionSpec, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultLockSpec:
    """A vault's lock.

    Attributes:
        minimum_days: Shortest retention that the vault accepts.
        maximum_days: Longest, if there is one.
        changeable_days: Grace after which nobody can remove the lock; None for a lock that
            permissions can remove.
    """

    minimum_days: int
    maximum_days: int | None
    changeable_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeCheckSpec:
    """A function that publishes each hour how old the newest recovery points in a vault are.

    Attributes:
        vault: The vault's name.
        resources: Pairs of name and Amazon Resource Name; never empty.
    """

    vault: str
    resources: tuple[tuple[str, str], ...]

    def metric(self, resource: str) -> MetricSpec:
        """Return the metric, in hours, of the resource with this name."""
        return MetricSpec(
            id="value",
            namespace=AGE_NAMESPACE,
            name=AGE_METRIC,
            dimensions=(("BackupVaultName", self.vault), ("Resource", resource)),
            statistic="Maximum",
            unit="None",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultSpec:
    """A backup vault.

    Attributes:
        name: Its name; explicit, so that the other region can name it without a reference.
        tier: What the viewpoint calls it; None for the stage's own one.
        is_air_gapped: Whether AWS keeps what is in it out of the account's reach; it has a lock.
        readers: Other accounts that copy from it, to which its key has to be open.
        region: Where it is.
        lock: Its lock, if it has one.
        events: What people are told of it.
        age_check: What tells the age of recovery points that AWS Backup's own metrics do not tell.
    """

    name: str
    region: str
    lock: VaultLockSpec | None
    events: tuple[EventRuleSpec, ...]
    age_check: AgeCheckSpec | None
    tier: str | None = None
    is_air_gapped: bool = False
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionalBackupSpec:
    """The backups of the data in one Region.

    Attributes:
        vault: The stage's own vault in that Region; it is there even if all fill others.
        other_vaults: Those that the viewpoint names, if something fills them.
        audit: What AWS Backup looks at and reports, if it is to.
        restore_tests: What is restored there to be looked at, if anything.
        plans: One for each set of schedules.
        stores: What its data stores must be like once they are restored.
        recovery: What is claimed for its data and what else protects them, as a document.
        data: Its data, with that and with the rules of their plans.
    """

    vault: VaultSpec
    plans: tuple[BackupPlanSpec, ...]
    stores: tuple[RestoredStoreSpec, ...]
    recovery: Mapping[str, Any]
    data: tuple[Store, ...]
    other_vaults: tuple[VaultSpec, ...] = ()
    audit: BackupAuditSpec | None = None
    restore_tests: RestoreTestsSpec | None = None

    @property
    def arns(self) -> tuple[str, ...]:
        """What is protected there, each once."""
        backed_up = (arn for each in self.plans for arn in each.arns)
        declared = (str(each["arn"]) for each in self.recovery["stores"])
        return tuple(dict.fromkeys((*backed_up, *declared)))

    @property
    def named_data(self) -> tuple[tuple[Store, str], ...]:
        """Its data with their Amazon Resource Names; what tags select has none."""
        arns = {str(each["name"]): str(each["arn"]) for each in self.recovery["stores"]}
        return tuple((each, arn) for each in self.data if (arn := arns.get(each.name)))

    @property
    def vaults(self) -> tuple[VaultSpec, ...]:
        """All vaults in that Region."""
        return (self.vault, *self.other_vaults)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSpec:
    """All of a stage's backups.

    Attributes:
        regions: One for each of the stage's Regions that has data, its home first; never empty.
        recovery_vaults: The vaults in the recovery region for copies from all of them, if any.
        recovery_restore_tests: What is restored of these copies to be looked at, if anything.
        leaves_out_restore_tests: Whether the viewpoint asks for tests of copies, and the stage
            does without.
    """

    regions: tuple[RegionalBackupSpec, ...]
    recovery_vaults: tuple[VaultSpec, ...]
    recovery_restore_tests: RestoreTestsSpec | None = None
    leaves_out_restore_tests: bool = False

    @property
    def vaults(self) -> tuple[VaultSpec, ...]:
        """The vaults that there are, those in the recovery region last."""
        return (*(vault for each in self.regions for vault in each.vaults), *self.recovery_vaults)

    @property
    def plans(self) -> tuple[BackupPlanSpec, ...]:
        """The plans of all Regions."""
        return tuple(plan for each in self.regions for plan in each.plans)

    @property
    def foreign_copies(self) -> tuple[CopySpec, ...]:
        """The vaults of other accounts that something is copied into, each once."""
        found = (copy for plan in self.plans for rule in plan.rules for copy in rule.copies)
        places = {(copy.account, copy.region, copy.vault): copy for copy in found if copy.account}
        return tuple(places.values())

    @property
    def restore_tests(self) -> tuple[RestoreTestsSpec, ...]:
        """The restore tests of all Regions, those of copies last."""
        found = (*(each.restore_tests for each in self.regions), self.recovery_restore_tests)
        return tuple(each for each in found if each is not None)

    @property
    def events(self) -> tuple[EventRuleSpec, ...]:
        """What people are told of the vaults."""
        return tuple(event for vault in self.vaults for event in vault.events)
