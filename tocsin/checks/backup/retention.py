"""Data that have to be restorable for longer than any recovery point is kept."""

from collections.abc import Iterator
from datetime import timedelta

from tocsin.checks.backup.claims import each_store, undecided
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.recovery import FoundStore, length_text

_ID = "backup/retention"


def _run(subject: Subject) -> Iterator[Verdict]:
    return each_store(subject, _ID, _find)


def _find(found: FoundStore) -> Iterator[Verdict]:
    claimed, kept = found.store.retention, _kept(found)
    if claimed is None or kept is None or kept >= claimed:
        return
    what = f"{found.store.name} has to be restorable for {length_text(claimed)}"
    if found.unknown:
        yield undecided(_ID, found, what)
        return
    nothing = "nothing backs it up" if not kept else f"its backups are kept {length_text(kept)}"
    yield Problem(
        kind=_ID,
        where=found.where,
        what=f"{what}, and {nothing}",
        why="a recovery point that is gone restores nothing",
        fix="keep the recovery points of one rule for as long, or claim what holds",
    )


def _kept(found: FoundStore) -> timedelta | None:
    """Return how long the recovery points of some rule are kept at most; None for ever."""
    kept = [each.retention for each in found.store.rules]
    if None in kept:
        return None
    return max((each for each in kept if each is not None), default=timedelta(0))


CHECK = Check(
    id=_ID,
    title="Recovery points are kept for as long as data have to be restorable.",
    severity="error",
    run=_run,
    sources=("https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html",),
)
