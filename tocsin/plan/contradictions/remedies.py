"""What would let a recovery point objective hold, tried by the same arithmetic."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from tocsin.plan.backups import WATCHED, Protected
from tocsin.recovery import (
    MECHANISMS,
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

_ELSEWHERE = "another-region"
_SOMEBODY = "another-account"


def mechanisms_that_hold(
    protected: Protected, scenario: Scenario, claimed: timedelta
) -> tuple[str, ...]:
    """Return the mechanisms of such data with which no more than *claimed* is lost."""
    return tuple(
        kind
        for kind, each in MECHANISMS.items()
        if (not protected.types or not set(protected.types).isdisjoint(each.types))
        if _holds(_with_mechanism(protected.store, kind, claimed), scenario)
    )


def backups_that_hold(protected: Protected, scenario: Scenario) -> Iterator[str]:
    """Yield what to change of the backups of some data so that the objective holds."""
    store = protected.store
    continuous = tuple(replace(rule, is_continuous=True) for rule in store.rules or (_HOURLY,))
    if _holds(replace(store, rules=continuous), scenario):
        yield "give it a schedule with continuous: true"
    elif _holds(replace(store, rules=(_HOURLY,)), scenario):
        yield "give it a schedule that runs more often"
    if _holds(_copied(store, BackupCopy(region=_ELSEWHERE, within=_within(store))), scenario):
        yield "give a schedule of it copy_retention"
    other = BackupCopy(region=_ELSEWHERE, account=_SOMEBODY, within=_within(store))
    if scenario == "account" and _holds(_copied(store, other), scenario):
        yield "let also_copied_to of a schedule of it name a vault of another account"


def _holds(store: Store, scenario: Scenario) -> bool:
    return any(each.scenario == scenario and each.rpo == "met" for each in assess(store))


def _with_mechanism(store: Store, kind: str, claimed: timedelta) -> Store:
    declared = Mechanism(
        kind=kind,
        region=_ELSEWHERE if MECHANISMS[kind].is_elsewhere else None,
        watched_at=claimed if kind in WATCHED else None,
    )
    return replace(store, mechanisms=(declared,), rules=())


def _copied(store: Store, copy: BackupCopy) -> Store:
    rules = tuple(replace(rule, copies=(copy,)) for rule in store.rules)
    return replace(store, mechanisms=(), rules=rules)


def _within(store: Store) -> timedelta:
    return max((rule.completion_window for rule in store.rules), default=timedelta(0))
