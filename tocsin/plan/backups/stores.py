"""What the arithmetic of recovery is told of protected data."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from tocsin.plan.backups.air_gap import air_gapped_region
from tocsin.plan.backups.lag_metric import LAG_KINDS, missing_keys
from tocsin.plan.stage_context import StageContext
from tocsin.recovery import (
    MECHANISMS,
    SCENARIOS,
    BackupCopy,
    BackupRule,
    DeclaredStore,
    Mechanism,
    Objective,
    RecoveryTime,
    Store,
)
from tocsin.viewpoint import AIR_GAPPED, BackupSchedule, ProtectedResource, slug
from tocsin.viewpoint import Mechanism as Declared
from tocsin.viewpoint import RecoveryTime as DeclaredTime


def declared_store(
    context: StageContext,
    item: ProtectedResource,
    *,
    name: str,
    arn: str,
    type_: str | None,
    regions: Sequence[str],
) -> DeclaredStore:
    """Return protected data as a template declares them: without the rules, which stand there.

    Args:
        context: The stage in the Region of the data.
        item: What the viewpoint says of them.
        name: Their name.
        arn: Their Amazon Resource Name.
        type_: What AWS Backup calls their type; None where that is not known.
        regions: All Regions that have them.
    """
    protection = context.viewpoint.data_protection
    schedules = {each: protection.schedules[each] for each in item.schedules}
    return DeclaredStore(
        store=Store(
            name=name,
            region=context.region,
            type=type_ or "",
            objectives=tuple(_objectives(context, item)),
            retention=item.retention,
            mechanisms=tuple(_mechanisms(context, item, arn, regions)),
            is_in_one_zone=item.one_zone,
            restore=_time(item.restore),
            responds_within=protection.responds_within,
        ),
        arn=arn,
        copies_within={
            slug(each): schedule.copied_within
            for each, schedule in schedules.items()
            if any(_copies(context, schedule))
        },
    )


def backup_rules(context: StageContext, item: ProtectedResource) -> tuple[BackupRule, ...]:
    """Return the rules that a stage makes of protected data, in the order of the viewpoint."""
    schedules = context.viewpoint.data_protection.schedules
    return tuple(
        _rule(context, name, schedule)
        for name, schedule in schedules.items()
        if name in item.schedules
    )


def _rule(context: StageContext, name: str, schedule: BackupSchedule) -> BackupRule:
    return BackupRule(
        name=slug(name),
        schedule=schedule.schedule,
        time_zone=schedule.time_zone,
        start_window=schedule.start_window,
        completion_window=schedule.completion_window,
        is_continuous=schedule.continuous,
        retention=schedule.retention,
        copies=tuple(_copies(context, schedule)),
    )


def _copies(context: StageContext, schedule: BackupSchedule) -> Iterator[BackupCopy]:
    """Yield where recovery points are copied: the recovery Region, other accounts, out of reach."""
    within, kept = schedule.copied_within, schedule.copy_retention or schedule.retention
    if schedule.copy_retention is not None and context.stage.copied_to is not None:
        yield BackupCopy(region=context.stage.copied_to, retention=kept, within=within)
    others = context.viewpoint.data_protection.copies
    for name in schedule.also_copied_to:
        if name == AIR_GAPPED:
            region = air_gapped_region(context)
            if region is not None:
                yield BackupCopy(region=region, retention=kept, within=within, is_isolated=True)
        elif name in others:
            other = others[name]
            yield BackupCopy(
                region=other.region,
                account=_foreign(context, other.account),
                retention=other.retention or kept,
                within=within,
            )


def _foreign(context: StageContext, account: str | None) -> str | None:
    """Return an account that is not the stage's own, and would not be lost with it."""
    return None if account == context.stage.account else account


def _objectives(context: StageContext, item: ProtectedResource) -> Iterator[Objective]:
    """Yield what is claimed: of the data themselves, or else of all that is protected.

    Nothing is claimed of what some tags select, because what that is is not known here.
    """
    if item.tags is not None:
        return
    common = context.viewpoint.data_protection.objectives
    for scenario in SCENARIOS:
        is_own = getattr(item.objectives, scenario) is not None
        claim = (item.objectives if is_own else common).of(scenario)
        if claim is not None:
            yield Objective(scenario=scenario, rpo=claim.rpo, rto=claim.rto)


def _mechanisms(
    context: StageContext, item: ProtectedResource, arn: str, regions: Sequence[str]
) -> Iterator[Mechanism]:
    for kind, declared in item.mechanisms.declared:
        yield Mechanism(
            kind=kind,
            region=_region(context, kind, declared, regions),
            account=_foreign(context, getattr(declared, "account", None)),
            copy=_name_of_copy(context, kind, declared),
            recovery=None
            if declared.takes is None
            else RecoveryTime(takes=declared.takes, measured=_day(declared)),
            watched_at=_watched_at(context, item, kind, declared, arn),
        )


_NAMED_BY = {
    "aurora_global_database": "cluster",
    "rds_read_replica": "instance",
    "s3_replication": "bucket",
    "s3_replication_time_control": "bucket",
    "efs_replication": "file_system",
    "elasticache_global_datastore": "node",
    "msk_replicator": "replicator",
}
"""Which key of a mechanism says what its copy is called; a replica of a table is called as it."""


def _name_of_copy(context: StageContext, kind: str, declared: Declared) -> str:
    """Return what a copy is called, with the stage's values; and nothing for what is stored."""
    name = context.fill_known(getattr(declared, _NAMED_BY.get(kind, ""), None) or "")
    return "" if name.startswith("ssm:") else name


def _region(
    context: StageContext, kind: str, declared: Declared, regions: Sequence[str]
) -> str | None:
    """Return where the copy of a mechanism is, for one that is in another Region.

    Args:
        context: The stage in the Region of the data.
        kind: The mechanism.
        declared: What the viewpoint says of it.
        regions: All Regions that have the data: those of one are the copy of those of the other.
    """
    if not MECHANISMS[kind].is_elsewhere:
        return None
    named = getattr(declared, "region", None) or context.stage.copied_to
    others = (each for each in (named, *regions) if each not in (None, context.region))
    return next(others, named)


def _watched_at(
    context: StageContext, item: ProtectedResource, kind: str, declared: Declared, arn: str
) -> timedelta | None:
    """Return the lag at which an alarm fires; None for what has no lag, or no metric of it."""
    if kind not in LAG_KINDS or missing_keys(kind, declared, arn):
        return None
    written: timedelta | None = getattr(declared, "alarm_at", None)
    claims = {each.scenario: each.rpo for each in _objectives(context, item)}
    return written or claims.get("region") or MECHANISMS[kind].behind


def _time(declared: DeclaredTime | None) -> RecoveryTime | None:
    if declared is None:
        return None
    return RecoveryTime(takes=declared.takes, measured=_day(declared))


def _day(declared: Declared | DeclaredTime) -> str:
    return "" if declared.measured is None else declared.measured.isoformat()
