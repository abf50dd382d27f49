"""Continuous backups of what AWS Backup makes only snapshots of."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.recovery import DATA_STORES, Selection

if TYPE_CHECKING:
    from tocsin.assembly import Resource

_ID = "backup/continuous-type"


def _find(subject: Subject) -> Iterator[Verdict]:
    by_plan: dict[Resource, list[Selection]] = {}
    for selection in subject.backups.selections:
        if selection.plan is not None:
            by_plan.setdefault(selection.plan, []).append(selection)
    for rule in subject.backups.rules:
        if not rule.is_continuous:
            continue
        names = _only_snapshots(subject, by_plan.get(rule.plan.resource, []))
        if names:
            yield rule.part.at("EnableContinuousBackup").problem(
                _ID,
                f"{rule.name} makes continuous backups, and all that its plan selects is of types "
                f"that have none: {', '.join(sorted(names))}",
                "remove EnableContinuousBackup; a table of DynamoDB has its own "
                "PointInTimeRecoverySpecification",
                why="AWS Backup makes snapshots by the schedule instead and does not say so: "
                "nobody can go back to a point in time",
                severity="warning",
            )


def _only_snapshots(subject: Subject, selections: list[Selection]) -> frozenset[str]:
    """Return what is selected if all of it is known, and of types without continuous backups."""
    names: set[str] = set()
    for selection in selections:
        if selection.tags or selection.conditions or not selection.named:
            return frozenset()
        for named in selection.named:
            found = subject.assembly.index.find(named.value, named.resource.stack)
            store = DATA_STORES.get(found.type) if found is not None else None
            if store is None or store.goes_back:
                return frozenset()
            names.add(store.name)
    return frozenset(names)


CHECK = Check(
    id=_ID,
    title="Rules with continuous backups are for what AWS Backup makes these of.",
    severity="warning",
    run=_find,
    sources=("https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html",),
)
