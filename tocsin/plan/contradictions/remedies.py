"""What would let a recovery point objective hold, tried by the same arithmetic."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from tocsin.plan.backups import LAG_KINDS, Protected, missing_keys
from tocsin.plan.stage_context import StageContext
from tocsin.recovery import (
    MECHANISMS,
    Assessment,
    BackupCopy,
    BackupRule,
    Mechanism,
    Scenario,
    Store,
    assess,
)

_HOURLY = BackupRule(
    name="hourly",
    schedule="cron(0 * * * ? *)",
    start_window=timedelta(hours=1),
    completion_window=timedelta(hours=2),
)
"""As often as AWS Backup makes snapshots, with the shortest start window that it keeps to."""

_YEARS = timedelta(days=3_650)
_ELSEWHERE = "another-region"
_SOMEBODY = "another-account"


def mechanisms_that_hold(
    protected: Protected, scenario: Scenario, claimed: timedelta
) -> tuple[str, ...]:
    """Return the mechanisms that it has not, with which no more than *claimed* is lost."""
    return tuple(
        kind
        for kind, each in MECHANISMS.items()
        if kind not in {declared.kind for declared in protected.store.mechanisms}
        if (not protected.types or not set(protected.types).isdisjoint(each.types))
        if _holds(_with_mechanism(protected.store, kind, claimed), scenario)
    )


def keys_that_show(
    context: StageContext, protected: Protected, found: Assessment, claimed: timedelta
) -> Iterator[str]:
    """Yield what to write at a mechanism that is there, so that the objective may hold."""
    if found.way is None or found.way.by not in LAG_KINDS:
        return
    kind, item = found.way.by, context.viewpoint.data_protection.protected[protected.item]
    declared, behind = dict(item.mechanisms.declared)[kind], MECHANISMS[kind].behind
    missing = [key for key in missing_keys(kind, declared, protected.arn) if key != "arn"]
    if missing and found.way.loss is None:
        yield f"write {' and '.join(missing)} at mechanisms.{kind}, so that an alarm watches it"
    is_watched_late = getattr(declared, "alarm_at", None) is not None and not missing
    if is_watched_late and (behind is None or behind <= claimed):
        yield f"lower alarm_at of mechanisms.{kind}"


def backups_that_hold(
    protected: Protected, scenario: Scenario, *, is_copied: bool
) -> Iterator[str]:
    """Yield what to change of the backups of some data so that the objective holds.

    Args:
        protected: The data.
        scenario: What happens.
        is_copied: Whether the stage has a Region that its backups are copied to.
    """
    store = protected.store
    kept = replace(store, mechanisms=(), rules=tuple(map(_kept_longer, store.rules)))
    if _holds(kept, scenario):
        yield "let retention and copy_retention of its schedules last until the next one is there"
    continuous = tuple(replace(rule, is_continuous=True) for rule in store.rules or (_HOURLY,))
    if _holds(replace(store, rules=continuous), scenario):
        yield "give it a schedule with continuous: true"
    elif _holds(replace(store, rules=(_HOURLY,)), scenario):
        yield "give it a schedule that runs more often"
    if _holds(_copied(store, BackupCopy(region=_ELSEWHERE, within=_within(store))), scenario):
        which = "each schedule" if any(rule.copies for rule in store.rules) else "a schedule"
        region = "" if is_copied else "the stage a recovery_region, and "
        yield f"give {region}{which} of it copy_retention"
    other = BackupCopy(region=_ELSEWHERE, account=_SOMEBODY, within=_within(store))
    if scenario == "account" and _holds(_copied(store, other), scenario):
        yield "let also_copied_to of a schedule of it name a vault of another account"


def _holds(store: Store, scenario: Scenario) -> bool:
    return any(each.scenario == scenario and each.rpo == "met" for each in assess(store))


def _with_mechanism(store: Store, kind: str, claimed: timedelta) -> Store:
    declared = Mechanism(
        kind=kind,
        region=_ELSEWHERE if MECHANISMS[kind].is_elsewhere else None,
        watched_at=claimed if kind in LAG_KINDS else None,
    )
    return replace(store, mechanisms=(declared,), rules=())


def _copied(store: Store, copy: BackupCopy) -> Store:
    rules = tuple(replace(rule, copies=(copy,)) for rule in store.rules)
    return replace(store, mechanisms=(), rules=rules)


def _kept_longer(rule: BackupRule) -> BackupRule:
    """Return a rule that keeps everything for years longer: of two, the longer kept stays so."""
    copies = (replace(each, retention=_longer(each.retention)) for each in rule.copies)
    return replace(rule, retention=_longer(rule.retention), copies=tuple(copies))


def _longer(retention: timedelta | None) -> timedelta | None:
    return None if retention is None else retention + _YEARS


def _within(store: Store) -> timedelta:
    return max((rule.completion_window for rule in store.rules), default=timedelta(0))
