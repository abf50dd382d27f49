"""The vaults of a stage: its own one, those beside it, and those of their copies."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.diagnostics import KeyPath
from tocsin.plan.backups.air_gap import air_gapped_region
from tocsin.plan.backups.arrivals import expected_backups, expected_copies, expected_isolated
from tocsin.plan.backups.protected import Protected
from tocsin.plan.backups.vault_events import vault_events
from tocsin.plan.specs import (
    AgeCheckSpec,
    Severity,
    VaultLockSpec,
    VaultSpec,
    qualified,
    stored_paths,
)
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import AIR_GAPPED, VaultLock, slug

LONGEST_VAULT_NAME = 50
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html"""

_OF_COPIES = "recovery"


def vault_name(context: StageContext, tier: str | None, *, of_copies: bool = False) -> str:
    """Return the name of a vault of the stage.

    Args:
        context: The stage.
        tier: Its name in the viewpoint; None for the stage's own one.
        of_copies: Whether it is the one in the recovery Region.
    """
    suffix = (_OF_COPIES,) if of_copies else ()
    named = () if tier is None else (slug(tier),)
    return qualified(context.viewpoint.system, context.stage_name, *suffix, *named)


def own_vaults(context: StageContext, protected: Sequence[Protected]) -> tuple[VaultSpec, ...]:
    """Return the vaults in one Region of the stage, its own one first, filled or not.

    Args:
        context: The stage in that Region.
        protected: What is backed up there.
    """
    return tuple(
        _vault(
            context,
            tier,
            region=context.region,
            aged=[age.protected for age in expected_backups(protected, tier).ages],
            continuous=_urgency_of_a_stop(protected, tier),
            readers=_readers(context, protected, tier),
        )
        for tier in (None, *_named(context, protected))
    )


def recovery_vaults(context: StageContext, protected: Sequence[Protected]) -> tuple[VaultSpec, ...]:
    """Return the vaults in the recovery Region, one for each whose recovery points are copied."""
    return (*_of_copies(context, protected), *_air_gapped(context, protected))


def air_gapped_vault_name(context: StageContext) -> str:
    """Return the name of the stage's logically air-gapped vault."""
    return vault_name(context, AIR_GAPPED)


def _of_copies(context: StageContext, protected: Sequence[Protected]) -> Iterator[VaultSpec]:
    region = context.stage.copied_to
    if region is None:
        return
    copied = {schedule.vault for each in protected for schedule in each.copied}
    for tier in (None, *context.viewpoint.data_protection.vaults):
        if tier in copied:
            aged = [age.protected for age in expected_copies(protected, tier).ages]
            check_stored(context, aged, region)
            yield _vault(context, tier, region=region, aged=aged, of_copies=True)


def _air_gapped(context: StageContext, protected: Sequence[Protected]) -> Iterator[VaultSpec]:
    region = air_gapped_region(context)
    bounds = context.viewpoint.data_protection.air_gapped
    aged = [age.protected for age in expected_isolated(protected).ages]
    if region is None or bounds is None or not aged:
        return
    check_stored(context, aged, region)
    lock = VaultLockSpec(
        minimum_days=bounds.minimum_retention.days,
        maximum_days=bounds.maximum_retention.days,
        changeable_days=None,
    )
    vault = _vault(context, AIR_GAPPED, region=region, aged=aged)
    yield replace(vault, lock=lock, is_air_gapped=True)


def _named(context: StageContext, protected: Sequence[Protected]) -> Iterator[str]:
    """Yield the vaults of the viewpoint that something is backed up into."""
    used = {schedule.vault for each in protected for _, schedule in each.schedules}
    yield from (tier for tier in context.viewpoint.data_protection.vaults if tier in used)


def _vault(
    context: StageContext,
    tier: str | None,
    *,
    region: str,
    aged: Sequence[Protected],
    of_copies: bool = False,
    continuous: Severity | None = None,
    readers: tuple[str, ...] = (),
) -> VaultSpec:
    name = vault_name(context, tier, of_copies=of_copies)
    if tier is not None and len(name) > LONGEST_VAULT_NAME:
        context.report(
            "name-too-long",
            ("data_protection", "vaults", tier),
            f"the vault {name!r} has {len(name)} characters, and AWS Backup allows "
            f"{LONGEST_VAULT_NAME}",
            "shorten its name",
        )
    return VaultSpec(
        name=name,
        tier=tier,
        readers=readers,
        region=region,
        lock=_lock(context, tier),
        events=vault_events(context, name, region, continuous=continuous, is_only_one=tier is None),
        age_check=AgeCheckSpec(vault=name, resources=tuple((each.name, each.arn) for each in aged))
        if aged
        else None,
    )


def lock_of(context: StageContext, tier: str | None) -> VaultLock | None:
    """Return what the viewpoint says of a lock; a stage thrown away with its backups has none."""
    protection = context.viewpoint.data_protection
    if not context.stage.retain:
        return None
    if tier is None:
        return protection.vault_lock
    named = protection.vaults.get(tier)
    return named.lock if named is not None else None


def lock_place(tier: str | None) -> KeyPath:
    """Return where the lock of a vault stands in a viewpoint."""
    if tier is None:
        return ("data_protection", "vault_lock")
    return ("data_protection", "vaults", tier, "lock")


def _lock(context: StageContext, tier: str | None) -> VaultLockSpec | None:
    lock = lock_of(context, tier)
    if lock is None:
        return None
    return VaultLockSpec(
        minimum_days=lock.minimum_retention.days,
        maximum_days=lock.maximum_retention.days if lock.maximum_retention else None,
        changeable_days=lock.changeable_for.days if lock.changeable_for else None,
    )


def _readers(
    context: StageContext, protected: Sequence[Protected], tier: str | None
) -> tuple[str, ...]:
    """Return the other accounts that something in the vault is copied to."""
    copies = context.viewpoint.data_protection.copies
    named = {
        name
        for each in protected
        for _, schedule in each.schedules
        if schedule.vault == tier
        for name in schedule.also_copied_to
    }
    accounts = {copies[name].account for name in named if name in copies}
    return tuple(sorted(each for each in accounts if each not in {None, context.stage.account}))


def _urgency_of_a_stop(protected: Sequence[Protected], tier: str | None) -> Severity | None:
    """Return how urgent it is that a continuous backup stops; None when the vault has none."""
    here = [each for each in protected if any(own.vault == tier for own in each.continuous)]
    if not here:
        return None
    return "critical" if any(each.rests_on_continuous for each in here) else "warning"


def check_stored(context: StageContext, aged: Sequence[Protected], recovery: str) -> None:
    """Report names of several Regions that would be read from one parameter, in another Region.

    Args:
        context: The stage.
        aged: What is looked up there.
        recovery: The recovery Region.
    """
    if len(context.stage.active_regions) == 1:
        return
    for each in aged:
        for path in stored_paths([each.arn]):
            context.report(
                "stored-in-another-region",
                ("data_protection", "protected", each.item),
                f"its copies are looked up in {recovery}, where ssm:{path} is another "
                "parameter than in the Region of the data",
                "write its ARN, with {stage}, {account} and {region}, or remove copy_retention",
            )
